package dev.sotto.gateway.rtp.codec;

/**
 * Between 8 and 16 kHz, piece by piece: needed only when a call changes its codec in the middle or two calls of different
 * bands are joined. A half-band low-pass, so that nothing folds back as a hiss.
 */
public final class RateChange {

    /** Taps each side; the kernel is zero at every even one but the middle. */
    private static final int REACH = 16;

    private static final double[] KERNEL = kernel();

    private final boolean up;
    private short[] line = new short[2 * REACH];

    private RateChange(boolean up) {
        this.up = up;
    }

    /** 8000 and 16 000 are the rates there are. */
    public static RateChange between(int fromHz, int toHz) {
        if (fromHz * 2 != toHz && toHz * 2 != fromHz) {
            throw new IllegalArgumentException("from " + fromHz + " to " + toHz + " Hz is not a doubling or a halving");
        }
        return new RateChange(toHz > fromHz);
    }

    /** Changes an even number of samples in place; {@code samples} has room for twice as many. */
    public int convert(short[] samples, int count) {
        int fine = up ? 2 * count : count;
        short[] input = new short[2 * REACH + fine];
        System.arraycopy(line, 0, input, 0, line.length);
        for (int i = 0; i < count; i++) {
            input[line.length + (up ? 2 * i : i)] = samples[i];
        }
        int step = up ? 1 : 2;
        double gain = up ? 2 : 1;
        for (int i = 0; i < fine / step; i++) {
            samples[i] = (short) Math.clamp(Math.round(gain * filtered(input, i * step)), -32_768, 32_767);
        }
        System.arraycopy(input, fine, line, 0, line.length);
        return fine / step;
    }

    private static double filtered(short[] input, int from) {
        double sum = 0;
        for (int j = 0; j < KERNEL.length; j++) {
            sum += KERNEL[j] * input[from + j];
        }
        return sum;
    }

    private static double[] kernel() {
        double[] taps = new double[2 * REACH + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            int x = i - REACH;
            double sinc = x == 0 ? 0.5 : Math.sin(Math.PI * x / 2) / (Math.PI * x);
            double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (REACH + 1));
            taps[i] = sinc * window;
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= sum;
        }
        return taps;
    }
}
