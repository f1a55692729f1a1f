package dev.sotto.schemas.order;

import org.jspecify.annotations.Nullable;

/** Money given back for a line, in minor units; a quantity where so many of it were given back. */
public record RefundedLine(String lineId, @Nullable Integer quantity, long amountMinor) {}
