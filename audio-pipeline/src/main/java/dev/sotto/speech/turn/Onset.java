package dev.sotto.speech.turn;

/**
 * Tells a word from a click: speech has begun when most of the last frames were loud. While we are speaking less must do,
 * because we fall silent for it, but then it must have a pitch: a cough and a clatter have none.
 */
final class Onset {
    static final int WINDOW = 320 / Frame.MILLIS;

    private static final int LOUD_FRAMES = 120 / Frame.MILLIS;

    /** Whoever interrupts expects silence within 150 ms, some 50 of which the way to the telephone takes. */
    private static final int LAST_WHILE_PLAYING = 120 / Frame.MILLIS;

    private static final int LOUD_WHILE_PLAYING = 80 / Frame.MILLIS;
    private static final int VOICED_WHILE_PLAYING = 60 / Frame.MILLIS;

    private int loud;
    private int voiced;

    /** Whether speech has begun with this frame. */
    boolean hear(boolean isLoud, boolean isVoiced, boolean playing) {
        loud = (loud << 1 | (isLoud ? 1 : 0)) & ((1 << WINDOW) - 1);
        voiced = (voiced << 1 | (isLoud && isVoiced ? 1 : 0)) & ((1 << LAST_WHILE_PLAYING) - 1);
        if (!playing) {
            return Integer.bitCount(loud) >= LOUD_FRAMES;
        }
        int lately = loud & ((1 << LAST_WHILE_PLAYING) - 1);
        return Integer.bitCount(lately) >= LOUD_WHILE_PLAYING && Integer.bitCount(voiced) >= VOICED_WHILE_PLAYING;
    }

    /** Frames since the first loud one of the window. */
    int length() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(loud);
    }

    void clear() {
        loud = 0;
        voiced = 0;
    }
}
