package dev.sotto.speech.turn;

import dev.sotto.speech.sound.Pcm;

/** 20 ms of a caller's voice. {@code playing}: he was hearing us meanwhile, so part of it may be our own echo. */
public record Frame(long sequence, double levelDb, boolean playing) {
    public static final int MILLIS = 20;

    public static Frame of(long sequence, short[] samples, boolean playing) {
        return new Frame(sequence, Pcm.levelDb(samples), playing);
    }
}
