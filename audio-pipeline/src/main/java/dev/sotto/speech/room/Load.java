package dev.sotto.speech.room;

/** How much a worker is doing. */
public interface Load {

    /** Calls being heard now. */
    int streams();

    /** Calls heard at most. */
    int capacity();

    /** The oldest sound heard since this was last asked, from its capture to now; 0 when there was none. */
    long worstLagMillis();
}
