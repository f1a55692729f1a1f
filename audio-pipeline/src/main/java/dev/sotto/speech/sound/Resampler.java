package dev.sotto.speech.sound;

/**
 * Changes the sample rate without letting frequencies fold over: a polyphase low-pass (Kaiser-windowed sinc) for any
 * ratio of whole rates. One instance holds only its filter and may be shared between threads.
 */
public final class Resampler {
    /** Zero crossings kept on each side of the filter's centre: 16 puts aliases below -70 dB. */
    private static final int CROSSINGS = 16;

    /** Share of the narrower band that passes; the rest is the filter's slope. */
    private static final double PASS_BAND = 0.94;

    private static final double KAISER_BETA = 7.0;

    private final int up;
    private final int down;
    private final int reach;
    private final float[][] phases;

    public Resampler(int fromHz, int toHz) {
        if (fromHz <= 0 || toHz <= 0) {
            throw new IllegalArgumentException("A sample rate is above zero, not " + fromHz + " or " + toHz + ".");
        }
        int divisor = greatestCommonDivisor(fromHz, toHz);
        this.up = toHz / divisor;
        this.down = fromHz / divisor;
        double cutoff = Math.min(1.0, (double) toHz / fromHz) * PASS_BAND;
        this.reach = (int) Math.ceil(CROSSINGS / cutoff);
        this.phases = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            phases[phase] = phase((double) phase / up, cutoff);
        }
    }

    /** The whole of a sound at the new rate; its length is rounded down. */
    public short[] resample(short[] samples) {
        if (up == down) {
            return samples.clone();
        }
        short[] out = new short[(int) ((long) samples.length * up / down)];
        for (int i = 0; i < out.length; i++) {
            long position = (long) i * down;
            out[i] = Pcm.clip(convolve(samples, (int) (position / up), phases[(int) (position % up)]));
        }
        return out;
    }

    private double convolve(short[] samples, int centre, float[] taps) {
        double sum = 0;
        int first = centre - reach + 1;
        for (int k = Math.max(0, -first); k < taps.length && first + k < samples.length; k++) {
            sum += samples[first + k] * taps[k];
        }
        return sum;
    }

    private float[] phase(double fraction, double cutoff) {
        float[] taps = new float[2 * reach];
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
            double distance = k - reach + 1 - fraction;
            double tap = cutoff * sinc(distance * cutoff) * kaiser(distance / reach);
            taps[k] = (float) tap;
            sum += tap;
        }
        for (int k = 0; k < taps.length; k++) {
            taps[k] /= (float) sum;
        }
        return taps;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
    }

    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 30; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
