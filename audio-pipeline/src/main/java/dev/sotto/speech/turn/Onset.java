package dev.sotto.speech.turn;

/**
 * Tells a word from a click: speech has begun when most of the last frames were loud. While we are speaking more of
 * them must be, for a cough or an echo is shorter than an interruption.
 */
final class Onset {
    static final int WINDOW = 320 / Frame.MILLIS;

    private static final int LOUD_FRAMES = 120 / Frame.MILLIS;
    private static final int LOUD_FRAMES_WHILE_PLAYING = 200 / Frame.MILLIS;

    private int history;

    /** Whether speech has begun with this frame. */
    boolean hear(boolean loud, boolean playing) {
        history = (history << 1 | (loud ? 1 : 0)) & ((1 << WINDOW) - 1);
        return Integer.bitCount(history) >= (playing ? LOUD_FRAMES_WHILE_PLAYING : LOUD_FRAMES);
    }

    /** Frames since the first loud one of the window. */
    int length() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(history);
    }

    void clear() {
        history = 0;
    }
}
