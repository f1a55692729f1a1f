package dev.sotto.load.sound;

/**
 * Brings sound from one rate to another without folding what the new rate cannot hold back into the voice: a
 * Kaiser-windowed sinc, flat to 0.84 of the lower Nyquist frequency and about 80 dB down beyond it.
 */
public final class Resampler {
    private static final int ZERO_CROSSINGS = 32;
    private static final double KAISER_BETA = 8;
    /** Where the cut lies as a share of the lower Nyquist frequency: the skirt ends at 1. */
    private static final double ROLL_OFF = 0.92;

    private static final int STEPS_PER_CROSSING = 1024;
    private static final double[] KERNEL = kernel();

    private final int fromHz;
    private final int toHz;

    private Resampler(int fromHz, int toHz) {
        if (fromHz <= 0 || toHz <= 0) {
            throw new IllegalArgumentException("Rates are positive: " + fromHz + " Hz to " + toHz + " Hz is not.");
        }
        this.fromHz = fromHz;
        this.toHz = toHz;
    }

    public static Resampler between(int fromHz, int toHz) {
        return new Resampler(fromHz, toHz);
    }

    public Pcm resample(Pcm sound) {
        short[] in = sound.samples();
        short[] out = new short[Math.toIntExact((long) in.length * toHz / fromHz)];
        double cut = ROLL_OFF * Math.min(1.0, (double) toHz / fromHz);
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) Math.clamp(Math.round(weigh(in, (double) i * fromHz / toHz, cut)), -32_768L, 32_767L);
        }
        return Pcm.owning(out, toHz);
    }

    /** The sample at a fractional place of the input, seen through a low-pass at {@code cut} of its Nyquist. */
    private static double weigh(short[] in, double place, double cut) {
        double reach = ZERO_CROSSINGS / cut;
        int first = Math.max(0, (int) Math.ceil(place - reach));
        int last = Math.min(in.length - 1, (int) Math.floor(place + reach));
        double sum = 0;
        for (int i = first; i <= last; i++) {
            double at = Math.abs(i - place) * cut * STEPS_PER_CROSSING;
            int step = Math.min((int) at, KERNEL.length - 2);
            sum += in[i] * (KERNEL[step] + (at - step) * (KERNEL[step + 1] - KERNEL[step]));
        }
        return sum * cut;
    }

    private static double[] kernel() {
        double[] kernel = new double[ZERO_CROSSINGS * STEPS_PER_CROSSING + 2];
        for (int i = 0; i < kernel.length; i++) {
            double x = (double) i / STEPS_PER_CROSSING;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            double edge = Math.max(0, 1 - x * x / (ZERO_CROSSINGS * ZERO_CROSSINGS));
            kernel[i] = sinc * bessel(KAISER_BETA * Math.sqrt(edge)) / bessel(KAISER_BETA);
        }
        return kernel;
    }

    /** Modified Bessel function of the first kind, order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
