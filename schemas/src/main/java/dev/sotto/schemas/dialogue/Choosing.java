package dev.sotto.schemas.dialogue;

/** One question about one line was asked. */
public record Choosing(String lineId, String groupId) implements DialoguePhase {}
