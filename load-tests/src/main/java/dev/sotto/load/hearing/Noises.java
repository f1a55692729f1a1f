package dev.sotto.load.hearing;

import dev.sotto.load.sound.Pcm;
import java.util.Random;

/** Sounds nobody says, made here: simulated, each from a seed. At 8 kHz. */
final class Noises {
    private static final int RATE_HZ = Pcm.PHONE_RATE_HZ;
    private static final double FULL_SCALE = 32767;

    private Noises() {}

    /** A burst of noise that dies away within a third of a second. */
    static Pcm cough(long seed) {
        Random random = new Random(seed);
        short[] samples = new short[RATE_HZ * 45 / 100];
        double last = 0;
        for (int i = 0; i < samples.length; i++) {
            double seconds = (double) i / RATE_HZ;
            double envelope = Math.min(1, seconds / 0.01) * Math.exp(-seconds / 0.1);
            last = 0.5 * last + random.nextGaussian();
            samples[i] = clip(0.15 * envelope * last);
        }
        return Pcm.of(samples, RATE_HZ);
    }

    /** Two seconds of struck metal: inharmonic partials, a dozen strokes. */
    static Pcm clatter(long seed) {
        Random random = new Random(seed);
        double[] sum = new double[2 * RATE_HZ];
        for (int stroke = 0; stroke < 12; stroke++) {
            int from = random.nextInt(sum.length - RATE_HZ / 4);
            for (int partial = 0; partial < 6; partial++) {
                double hz = 900 + random.nextDouble() * 2400;
                double loud = 0.02 + random.nextDouble() * 0.05;
                for (int i = from; i < Math.min(sum.length, from + RATE_HZ / 4); i++) {
                    double seconds = (double) (i - from) / RATE_HZ;
                    sum[i] += loud * Math.exp(-seconds / 0.04) * Math.sin(2 * Math.PI * hz * seconds);
                }
            }
        }
        return sound(sum);
    }

    /** Three seconds of ventilation: low-passed noise at -38 dB. */
    static Pcm hum(long seed) {
        Random random = new Random(seed);
        double[] sum = new double[3 * RATE_HZ];
        double last = 0;
        for (int i = 0; i < sum.length; i++) {
            last = 0.9 * last + random.nextGaussian();
            sum[i] = 0.0126 * last / 2.3;
        }
        return sound(sum);
    }

    static Pcm quieter(Pcm pcm, double db) {
        short[] samples = pcm.samples();
        double gain = Math.pow(10, db / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(samples[i] * gain);
        }
        return Pcm.of(samples, pcm.sampleRateHz());
    }

    private static Pcm sound(double[] sum) {
        short[] samples = new short[sum.length];
        for (int i = 0; i < sum.length; i++) {
            samples[i] = clip(sum[i]);
        }
        return Pcm.of(samples, RATE_HZ);
    }

    private static short clip(double value) {
        return (short) Math.clamp(Math.round(value * FULL_SCALE), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
