package dev.sotto.speech.engine;

import java.util.Arrays;

/** The samples of one turn as they come; the turn's longest length bounds it. */
public final class SoundBuffer {
    private short[] samples = new short[16_000];
    private int length;

    public void append(short[] more) {
        if (length + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
    }

    public int length() {
        return length;
    }

    /** A copy. */
    public short[] samples() {
        return Arrays.copyOf(samples, length);
    }
}
