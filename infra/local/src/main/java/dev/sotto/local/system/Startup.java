package dev.sotto.local.system;

import dev.sotto.local.terminal.Failure;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** Why a part of the system did not start, in a sentence. */
final class Startup {

    private Startup() {}

    static RuntimeException explain(@Nullable Throwable failure) {
        if (failure == null) {
            return new Failure("The system did not start, and nothing said why.");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure known) {
                return known;
            }
            if (cause.getClass().getName().startsWith("dev.sotto.") || cause instanceof BindException) {
                return new Failure(withPortHint(sentence(cause)), failure);
            }
            if (cause.getClass().getSimpleName().equals("PortInUseException")) {
                return new Failure(withPortHint(sentence(cause) + "."), failure);
            }
        }
        return new Failure(
                "The system did not start: " + sentence(root(failure)) + ". The log file tells more.", failure);
    }

    private static String withPortHint(String sentence) {
        return sentence.startsWith("Port ")
                ? sentence + " ./sotto run --help names the option of every port."
                : sentence;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String sentence(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
