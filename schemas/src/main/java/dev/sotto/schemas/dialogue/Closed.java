package dev.sotto.schemas.dialogue;

/** Nothing that is heard from now on changes anything. */
public record Closed(String reason) implements DialoguePhase {}
