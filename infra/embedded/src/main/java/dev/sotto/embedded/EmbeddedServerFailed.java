package dev.sotto.embedded;

import org.jspecify.annotations.Nullable;

/** A server inside this JVM could not start; the message is one a person can act on. */
public final class EmbeddedServerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedServerFailed(String message, @Nullable Throwable cause) {
        super(message + (cause == null ? "." : ": " + plain(cause)), cause);
    }

    private static String plain(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
