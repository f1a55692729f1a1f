package dev.sotto.orders.webhook;

/** What became of a letter. */
sealed interface Outcome {

    record Delivered(int status) implements Outcome {}

    /** It may be taken another time. */
    record Failed(String why) implements Outcome {}

    /** The receiver wants none of this any longer, or may not be told (any more). */
    record Unwanted(String why) implements Outcome {}
}
