package dev.sotto.analytics.reconcile;

import org.jspecify.annotations.Nullable;

/** One of the two sides could not be read; nothing is known of drift. */
public final class NotCompared extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotCompared(String why) {
        this(why, null);
    }

    NotCompared(String why, @Nullable Throwable cause) {
        super("The history could not be compared: " + why, cause);
    }
}
