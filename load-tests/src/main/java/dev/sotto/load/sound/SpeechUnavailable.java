package dev.sotto.load.sound;

/** The program that speaks is absent or failed; the message says which, and what to install. */
public final class SpeechUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpeechUnavailable(String message) {
        super(message);
    }
}
