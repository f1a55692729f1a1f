package dev.sotto.schemas.dialogue;

import org.jspecify.annotations.Nullable;

/** A claim is opened; the fields are those of the event it becomes. */
public record OpenClaim(
        @Nullable String aboutOrderId,
        String category,
        int priority,
        String words,
        String tone,
        boolean withinTerms,
        String resolution)
        implements Matter {}
