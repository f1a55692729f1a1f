package dev.sotto.orders.evidence;

/** What became of one file that a guest sent. */
enum Arrival {
    KEPT,
    TOO_LARGE,
    NO_PICTURE,
    DAMAGED,
    ONE_TOO_MANY
}
