package dev.sotto.dialogue.colleague.desk;

/** How the money stands. */
public enum Standing {
    /** Everybody may be asked. */
    WELL,
    /** Only the cheapest. */
    THRIFT,
    /** Nobody until tomorrow. */
    SPENT
}
