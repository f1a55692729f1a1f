package dev.sotto.schemas.dialogue;

/** What can be said of a line. */
public enum OrderSlot {
    ITEM,
    QUANTITY,
    CHOICE,
    ADDED,
    AMOUNT,
    REMOVED
}
