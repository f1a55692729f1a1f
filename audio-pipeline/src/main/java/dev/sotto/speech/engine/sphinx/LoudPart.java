package dev.sotto.speech.engine.sphinx;

import java.util.Random;

/**
 * The part of a turn in which somebody speaks. The cepstral mean of a short word is the mean of its silence when there is
 * much of it, and of nothing natural when that silence is digital: so the silence is cut short and given a breath of noise.
 */
final class LoudPart {
    private static final int BLOCK = SphinxModel.SAMPLE_RATE_HZ / 100;
    private static final int MARGIN_BLOCKS = 10;
    private static final double BELOW_LOUDEST_DB = 25;

    /** Some -60 dB of full scale: less than the hiss of an analogue line. */
    private static final double NOISE = 20;

    private LoudPart() {}

    /** {@code samples}: a turn at 16 kHz. What is left begins and ends 100 ms around the voice. */
    static short[] of(short[] samples) {
        double[] levels = new double[samples.length / BLOCK];
        double loudest = 0;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = power(samples, i * BLOCK);
            loudest = Math.max(loudest, levels[i]);
        }
        double least = loudest * Math.pow(10, -BELOW_LOUDEST_DB / 10);
        int first = 0;
        while (first < levels.length && levels[first] < least) {
            first++;
        }
        int last = levels.length - 1;
        while (last > first && levels[last] < least) {
            last--;
        }
        int from = (first - MARGIN_BLOCKS) * BLOCK;
        int to = (last + 1 + MARGIN_BLOCKS) * BLOCK;
        return noisy(samples, from, to);
    }

    private static double power(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + BLOCK; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum;
    }

    private static short[] noisy(short[] samples, int from, int to) {
        Random noise = new Random(samples.length);
        short[] noisy = new short[to - from];
        for (int i = 0; i < noisy.length; i++) {
            int at = from + i;
            double sample = at >= 0 && at < samples.length ? samples[at] : 0;
            noisy[i] = (short)
                    Math.clamp(Math.round(sample + noise.nextGaussian() * NOISE), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noisy;
    }
}
