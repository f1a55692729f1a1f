package dev.sotto.speech.turn;

/** Tells voices from other sounds better than their loudness does; one for each call. Not for two threads. */
public interface VoiceActivity {
    /** What this sound, the next in order, is: 16-bit mono. */
    Verdict hear(short[] samples);

    enum Verdict {
        VOICE,
        NO_VOICE,
        /** Nobody has judged: the level decides. */
        UNTOLD
    }

    /** One for each call, for sound at this rate. */
    @FunctionalInterface
    interface Source {
        VoiceActivity open(int sampleRateHz);

        /** Every turn is found by its level against the line's own noise. */
        Source BY_LEVEL = _ -> _ -> Verdict.UNTOLD;
    }
}
