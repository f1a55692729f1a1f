package dev.sotto.speech.turn;

import dev.sotto.speech.sound.Pcm;
import dev.sotto.speech.sound.Pitch;

/**
 * 20 ms of a caller's voice. {@code voiced}: it has a pitch, as vowels have and coughs have not. {@code playing}: he was
 * hearing us meanwhile, so part of it may be our own echo. {@code madeUp}: nothing came from him, so he may have been
 * silent or only late. {@code verdict}: what else is known of it.
 */
public record Frame(
        long sequence, double levelDb, boolean voiced, boolean playing, boolean madeUp, VoiceActivity.Verdict verdict) {
    public static final int MILLIS = 20;

    Frame(long sequence, double levelDb, boolean voiced, boolean playing, boolean madeUp) {
        this(sequence, levelDb, voiced, playing, madeUp, VoiceActivity.Verdict.UNTOLD);
    }

    public static Frame of(
            long sequence, short[] samples, boolean playing, boolean madeUp, VoiceActivity.Verdict verdict) {
        double level = Pcm.levelDb(samples);
        boolean voiced = level >= Turns.QUIETEST_SPEECH_DB && Pitch.isIn(samples, samples.length * 1000 / MILLIS);
        return new Frame(sequence, level, voiced, playing, madeUp, verdict);
    }
}
