package dev.sotto.schemas.dialogue;

import org.jspecify.annotations.Nullable;

/** A guest complains about an earlier order; one question about it was asked. */
public record Complaining(@Nullable String category, String words, String tone, String asked)
        implements DialoguePhase {}
