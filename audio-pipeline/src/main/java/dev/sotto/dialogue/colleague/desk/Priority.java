package dev.sotto.dialogue.colleague.desk;

/** Who waits hardest, hardest first. */
public enum Priority {
    /** A guest who has heard his order and only has to agree. */
    CONFIRMING,
    /** A guest on the telephone. */
    CALL,
    /** A waiter, who can repeat himself. */
    EARPIECE,
    /** Nobody. */
    BATCH
}
