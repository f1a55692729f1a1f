package dev.sotto.schemas.dialogue;

import org.jspecify.annotations.Nullable;

/** One question about the guest was asked; a yes takes what was offered. */
public record AskingGuest(String about, @Nullable String offered) implements DialoguePhase {}
