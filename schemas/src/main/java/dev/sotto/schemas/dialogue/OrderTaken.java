package dev.sotto.schemas.dialogue;

/** The order event is durable and the guest was told. */
public record OrderTaken(String orderId) implements DialoguePhase {}
