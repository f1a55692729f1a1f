package dev.sotto.analytics.export;

/** The answer would be larger than a file may be. */
public final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLarge(long bytes) {
        super("The answer is larger than a file may be, " + (bytes >> 20) + " MB: ask for less.");
    }
}
