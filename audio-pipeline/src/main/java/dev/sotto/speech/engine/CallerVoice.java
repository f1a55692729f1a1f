package dev.sotto.speech.engine;

/**
 * What an engine learns of one caller's voice from turn to turn, so that it need not search again: how far from the
 * recogniser's own voices his is. A call has one; a worker that takes a call over begins anew. One thread may learn while
 * another asks.
 */
public final class CallerVoice {
    /** Of a turn, with the silence around it; a word or two tell less of a voice than they mislead. */
    private static final long LEAST_MILLIS = 1500;

    private record Known(int speed, long fromMillis) {}

    private volatile Known known;

    public CallerVoice() {
        this(new Known(0, 0));
    }

    private CallerVoice(Known known) {
        this.known = known;
    }

    /** What a turn teaches is tried on a copy: it may turn out to be somebody else. */
    public CallerVoice copy() {
        return new CallerVoice(known);
    }

    /** By how many steps his voice is to be played faster than he speaks, below zero slower; each engine has its own steps. */
    public int speed() {
        return known.speed;
    }

    /** Whether a turn of so much tells more than what is known: half as much again. */
    public boolean isNewsIn(long millis) {
        return millis > Math.max(LEAST_MILLIS, known.fromMillis * 3 / 2);
    }

    public void learn(int found, long fromMillis) {
        known = new Known(found, fromMillis);
    }
}
