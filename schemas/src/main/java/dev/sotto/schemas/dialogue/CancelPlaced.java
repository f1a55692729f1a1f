package dev.sotto.schemas.dialogue;

/** A placed order is taken back. */
public record CancelPlaced(String orderId) implements Matter {}
