package dev.sotto.speech.engine.remote;

/**
 * A recogniser elsewhere did not do what was asked; the message is one sentence without keys or sound.
 * {@code passing}: asking again may help.
 */
final class RemoteFailure extends IllegalStateException {
    private final boolean passing;

    RemoteFailure(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    boolean isPassing() {
        return passing;
    }

    /** Too many requests, and what is wrong on the provider's side, pass; what is wrong on ours does not. */
    static RemoteFailure status(String engine, int status) {
        return new RemoteFailure(
                "The recogniser " + engine + " answered " + status + ".",
                status == 429 || status == 408 || status >= 500);
    }
}
