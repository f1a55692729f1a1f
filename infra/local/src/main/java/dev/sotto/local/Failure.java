package dev.sotto.local;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something went wrong that a person can act on; the message is the whole of what he is told. */
final class Failure extends RuntimeException {

    static final int EXIT = 1;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    Failure(String sentence) {
        super(sentence);
    }

    Failure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** One sentence for the terminal; the stack trace goes to the log file. */
    static String sentence(Throwable failure) {
        LOG.error("The command failed", failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure || cause.getClass().getName().startsWith("dev.sotto.")) {
                return String.valueOf(cause.getMessage());
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
