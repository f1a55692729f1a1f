package dev.sotto.speech.turn;

import dev.sotto.speech.sound.Pcm;

/**
 * 20 ms of a caller's voice. {@code playing}: he was hearing us meanwhile, so part of it may be our own echo.
 * {@code madeUp}: nothing came from him, so he may have been silent or only late.
 */
public record Frame(long sequence, double levelDb, boolean playing, boolean madeUp) {
    public static final int MILLIS = 20;

    public static Frame of(long sequence, short[] samples, boolean playing, boolean madeUp) {
        return new Frame(sequence, Pcm.levelDb(samples), playing, madeUp);
    }
}
