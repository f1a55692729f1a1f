package dev.sotto.schemas.dialogue;

/** Listening for items, changes, or that it is all. */
public record TakingOrder() implements DialoguePhase {}
