package dev.sotto.schemas.dialogue;

/**
 * Dishes that are wanted at once, or that wait until somebody fires them.
 *
 * @param id of the course, the dish or the line, as the kind says; empty for everything
 */
public record Paced(PacedKind kind, String id, boolean waits) {}
