package dev.sotto.speech.engine;

import java.util.Arrays;

/** The samples of one turn as they come; the turn's longest length bounds it. */
final class SoundBuffer {
    private short[] samples = new short[16_000];
    private int length;

    void append(short[] more) {
        if (length + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + more.length));
        }
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
    }

    short[] samples() {
        return Arrays.copyOf(samples, length);
    }
}
