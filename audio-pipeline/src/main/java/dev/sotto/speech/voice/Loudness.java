package dev.sotto.speech.voice;

import java.util.Arrays;

/** Brings speech to one level that a telephone carries well, without clipping. */
final class Loudness {
    /** Active speech at -20 dBFS is what telephone networks are planned for (ITU-T P.56, G.101). */
    private static final double TARGET = 32768 * Math.pow(10, -20 / 20.0);

    private static final double HIGHEST_PEAK = 32768 * 0.8;

    /** What counts as sound: about -46 dBFS. */
    private static final int SOUND = 160;

    private static final int KEPT_MILLIS = 60;

    private Loudness() {}

    /** Without the synthesiser's leading and trailing silence, but for a breath of it. */
    static short[] trimmed(short[] samples, int sampleRateHz) {
        int kept = sampleRateHz * KEPT_MILLIS / 1000;
        int first = 0;
        while (first < samples.length && Math.abs(samples[first]) < SOUND) {
            first++;
        }
        int last = samples.length;
        while (last > first && Math.abs(samples[last - 1]) < SOUND) {
            last--;
        }
        return Arrays.copyOfRange(samples, Math.max(0, first - kept), Math.min(samples.length, last + 2 * kept));
    }

    static short[] normalised(short[] samples) {
        double squares = 0;
        int active = 0;
        int peak = 1;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
            if (Math.abs(sample) >= SOUND) {
                squares += (double) sample * sample;
                active++;
            }
        }
        if (active == 0) {
            return samples;
        }
        double gain = Math.min(TARGET / Math.sqrt(squares / active), HIGHEST_PEAK / peak);
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.round(samples[i] * gain);
        }
        return out;
    }
}
