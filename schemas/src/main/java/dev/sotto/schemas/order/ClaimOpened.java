package dev.sotto.schemas.order;

import org.jspecify.annotations.Nullable;

/** A guest complained about an earlier order. */
public record ClaimOpened(@Nullable String aboutOrderId, String category, int priority, String description)
        implements OrderEvent {}
