package dev.sotto.schemas.order;

import org.jspecify.annotations.Nullable;

/** The kitchen moved the order on or back. */
public record OrderStatusChanged(
        OrderStatus status, @Nullable String station, String by) implements OrderEvent {}
