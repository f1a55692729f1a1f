package dev.sotto.schemas.restaurant;

import org.jspecify.annotations.Nullable;

/** What one order may hold without a person looking at it; the total is in minor units of the currency. */
public record OrderLimits(
        int quantityPerLine, int linesPerOrder, @Nullable Long totalMinor) {}
