package dev.sotto.speech.sound;

/** A sound file that is damaged or of an unsupported kind; the message says which field and what is supported. */
public final class UnreadableSoundException extends Exception {
    public UnreadableSoundException(String message) {
        super(message);
    }
}
