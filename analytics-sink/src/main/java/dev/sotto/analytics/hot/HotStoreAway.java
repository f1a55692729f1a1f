package dev.sotto.analytics.hot;

/** The hot store did not answer. Nothing is lost: the lake gets the same rows from the log. */
public final class HotStoreAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    HotStoreAway(Throwable cause) {
        super("the hot store does not answer: " + cause.getMessage(), cause);
    }
}
