package dev.sotto.schemas.room;

/** When an announcement is said. */
public enum Occasion {
    BUSY,
    WAITING
}
