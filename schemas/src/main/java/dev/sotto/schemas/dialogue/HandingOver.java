package dev.sotto.schemas.dialogue;

/** A human is being called; until he is there or cannot be had, nothing that is heard counts. */
public record HandingOver(String human) implements DialoguePhase {}
