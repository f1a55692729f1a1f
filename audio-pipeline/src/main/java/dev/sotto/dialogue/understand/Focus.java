package dev.sotto.dialogue.understand;

/** The question that was just asked: an answer of one word belongs to this line and this choice. */
public record Focus(String lineId, String groupId) {}
