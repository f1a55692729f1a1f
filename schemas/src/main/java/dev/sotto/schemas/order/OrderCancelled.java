package dev.sotto.schemas.order;

/** The order shall not be made. */
public record OrderCancelled(String reason) implements OrderEvent {}
