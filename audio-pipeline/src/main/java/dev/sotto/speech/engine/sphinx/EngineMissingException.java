package dev.sotto.speech.engine.sphinx;

/** The recogniser or its model is not on this machine; the message says in one sentence what to install. */
final class EngineMissingException extends Exception {
    static final String INSTALL = "apt-get install libpocketsphinx3 pocketsphinx-en-us";

    EngineMissingException(String message, Throwable cause) {
        super(message, cause);
    }

    EngineMissingException(String message) {
        super(message);
    }
}
