package dev.sotto.schemas.dialogue;

/** What was named when it was said what is made at once and what waits. */
public enum PacedKind {
    EVERYTHING,
    COURSE,
    ITEM,
    LINE
}
