package dev.sotto.speech.engine;

/** An engine has so much to do that only whole turns are heard; what is known before the end is left out. */
public final class EngineBusyException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public EngineBusyException() {
        super("The recogniser is behind; partial texts are left out.");
    }
}
