package dev.sotto.dialogue.colleague.desk;

/** A question that could not be asked in time was dropped. */
public final class LateException extends IllegalStateException {
    LateException(String desk) {
        super("The desk of " + desk + " had no room in time.");
    }
}
