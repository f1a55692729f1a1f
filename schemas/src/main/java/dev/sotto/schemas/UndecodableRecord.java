package dev.sotto.schemas;

import org.jspecify.annotations.Nullable;

/** The bytes read from a topic are not a record of that topic. The message completes "The value …". */
public final class UndecodableRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UndecodableRecord(String whatIsWrong, @Nullable Throwable cause) {
        super("The value " + whatIsWrong + (cause == null ? "" : ": " + cause.getMessage()), cause);
    }
}
