package dev.sotto.local.terminal;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something went wrong that a person can act on; the message is the whole of what he is told. */
public final class Failure extends RuntimeException {

    public static final int EXIT = 1;

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    public Failure(String sentence) {
        super(sentence);
    }

    public Failure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** One sentence for the terminal; the stack trace goes to the log file. */
    public static String sentence(Throwable failure) {
        LOG.error("The command failed", failure);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure || cause.getClass().getName().startsWith("dev.sotto.")) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof TimeoutException) {
                return "The running system did not answer in time. Whether it is well, its health pages tell;"
                        + " what was asked of it, logs/sotto.log in the data directory.";
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
