package dev.sotto.speech.engine;

/**
 * A recogniser. Engines differ in languages, models and where they run, so the speech stage knows only this.
 * {@link Listening#heard} may take a good part of the turn's length: call it on a thread that may wait.
 */
public interface SpeechEngine extends AutoCloseable {
    String name();

    /** Whether this engine can hear this language now, and if not, what is to be done about it. */
    Readiness readiness(String language);

    /** Begins to listen to one turn of one caller. Only legal while {@link #readiness} of the language is Ready. */
    Listening listen(SpeechContext context, int sampleRateHz);

    /**
     * As {@link #listen(SpeechContext, int)}, by an engine that learns a caller's voice while he says what he was just asked
     * for; most do not.
     */
    default Listening listen(SpeechContext context, int sampleRateHz, CallerVoice caller, Expectation expectation) {
        return listen(context, sampleRateHz);
    }

    /** Gets ready for a context before its first caller. Takes about a second; like listening only legal while Ready. */
    void prepare(SpeechContext context, int sampleRateHz);

    @Override
    void close();

    sealed interface Readiness {
        record Ready() implements Readiness {}

        /** {@code reason} is one sentence for the operator. */
        record NotReady(String reason) implements Readiness {}
    }
}
