package dev.sotto.speech.engine;

import org.jspecify.annotations.Nullable;

/**
 * One turn being heard: sound goes in as it comes, text comes out whenever it is asked for. Not for two threads. An engine
 * that cannot answer throws {@link IllegalStateException} with one sentence.
 */
public interface Listening extends AutoCloseable {
    /** Who hears: the name of the engine. */
    String engine();

    /** More of the turn, 16-bit mono at the rate the turn was opened with. Quick; never waits. */
    void hear(short[] samples);

    /**
     * What is known of the turn before it is over, by one who expects this; null when an engine tells nothing before the end.
     * May take as long as {@link #heard}, but does not queue behind many others: who would have to throws
     * {@link EngineBusyException}.
     */
    @Nullable
    Heard soFar(Expectation expectation);

    /**
     * What was said in the whole turn, by one who expects this. Waits. Asking the same again without new sound costs
     * nothing.
     */
    Heard heard(Expectation expectation);

    /** What this engine hears of a voice that stands out of the noise by less is guessed at, dB. */
    default double leastAboveNoiseDb() {
        return 0;
    }

    /** The turn is over, or was none. */
    @Override
    default void close() {}
}
