package dev.sotto.load.hearing;

import dev.sotto.load.sound.G711;
import dev.sotto.load.sound.Pcm;
import java.time.Duration;
import java.util.Random;

/** What lies between a mouth and a recogniser, simulated: a telephone's band and µ-law, a café, another pace. */
final class Channel {
    private static final double LOWEST_HZ = 300;
    private static final double HIGHEST_HZ = 3400;
    private static final Duration BEFORE = Duration.ofMillis(500);
    private static final Duration AFTER = Duration.ofMillis(1500);

    private Channel() {}

    /** With silence around it, at a telephone's level. */
    static Pcm wide(Pcm spoken) {
        return around(level(spoken.resampled(Pcm.EARPIECE_RATE_HZ)));
    }

    static Pcm telephone(Pcm spoken) {
        return companded(filtered(around(level(spoken.resampled(Pcm.PHONE_RATE_HZ)))));
    }

    /** The café is as far below the voice as {@code db} says. */
    static Pcm telephoneInCafe(Pcm spoken, Pcm cafe, double db, long seed) {
        Pcm clean = around(level(spoken.resampled(Pcm.PHONE_RATE_HZ)));
        short[] samples = clean.samples();
        int from = new Random(seed).nextInt(Math.max(1, cafe.length() - samples.length));
        double gain = activeRms(clean) / Math.max(1, cafe.rms()) * Math.pow(10, -db / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clip(samples[i] + gain * cafe.sample((from + i) % cafe.length()));
        }
        return companded(filtered(Pcm.of(samples, Pcm.PHONE_RATE_HZ)));
    }

    /** Faster and higher above 1, slower and lower below: another speaker rather than another tape. */
    static Pcm paced(Pcm spoken, double pace) {
        return Pcm.of(spoken.samples(), (int) Math.round(spoken.sampleRateHz() * pace));
    }

    private static Pcm around(Pcm spoken) {
        return Pcm.silence(BEFORE, spoken.sampleRateHz()).then(spoken).then(Pcm.silence(AFTER, spoken.sampleRateHz()));
    }

    /** Active speech at -23 dB of full scale, and the hiss of a quiet line under it. */
    private static Pcm level(Pcm spoken) {
        short[] samples = spoken.samples();
        double gain = 32768 * Math.pow(10, -23 / 20.0) / Math.max(1, activeRms(spoken));
        for (int i = 0; i < samples.length; i++) {
            samples[i] = clip(samples[i] * gain);
        }
        return Pcm.of(samples, spoken.sampleRateHz());
    }

    private static double activeRms(Pcm sound) {
        double squares = 0;
        int active = 0;
        for (short sample : sound.samples()) {
            if (Math.abs(sample) > 100) {
                squares += (double) sample * sample;
                active++;
            }
        }
        return Math.sqrt(squares / Math.max(1, active));
    }

    private static Pcm filtered(Pcm sound) {
        double[] samples = new double[sound.length()];
        Random hiss = new Random(sound.length());
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sound.sample(i) + hiss.nextGaussian() * 12;
        }
        for (int twice = 0; twice < 2; twice++) {
            filter(samples, LOWEST_HZ, true);
            filter(samples, HIGHEST_HZ, false);
        }
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = clip(samples[i]);
        }
        return Pcm.of(out, Pcm.PHONE_RATE_HZ);
    }

    /** A second-order Butterworth filter, from the Audio EQ Cookbook. */
    private static void filter(double[] samples, double hz, boolean highPass) {
        double w = 2 * Math.PI * hz / Pcm.PHONE_RATE_HZ;
        double alpha = Math.sin(w) / Math.sqrt(2);
        double edge = highPass ? 1 + Math.cos(w) : 1 - Math.cos(w);
        double a0 = 1 + alpha;
        double b0 = edge / 2 / a0;
        double b1 = (highPass ? -edge : edge) / a0;
        double a1 = -2 * Math.cos(w) / a0;
        double a2 = (1 - alpha) / a0;
        double x1 = 0;
        double x2 = 0;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i];
            double y = b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            samples[i] = y;
        }
    }

    private static Pcm companded(Pcm sound) {
        return Pcm.of(G711.fromMuLaw(G711.toMuLaw(sound.samples())), Pcm.PHONE_RATE_HZ);
    }

    private static short clip(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
