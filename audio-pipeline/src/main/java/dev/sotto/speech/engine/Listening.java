package dev.sotto.speech.engine;

/** One turn being heard: sound goes in as it comes, text comes out whenever it is asked for. Not for two threads. */
public interface Listening {
    /** More of the turn, 16-bit mono at the rate the turn was opened with. Quick; never waits. */
    void hear(short[] samples);

    /**
     * What was said from the beginning of the turn until now, by one who expects this. Asking the same again without new
     * sound costs nothing.
     */
    Heard heard(Expectation expectation);
}
