package dev.sotto.gateway.rtp.codec;

/** [QMF] Parts the spectrum at 4 kHz into two bands of half the rate and joins them again (ITU-T G.722 §3.1, §4.4). */
final class MirrorFilter {

    /** Every other of the 24 coefficients; the rest are their mirror image. */
    private static final int[] HALF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int LENGTH = 24;

    /** Room for many samples, so that the line is moved back rarely instead of for each. */
    private final int[] line = new int[LENGTH + 1024];

    private int end = LENGTH;
    private int low;
    private int high;

    /** Takes two samples; the bands' samples are then {@link #low} and {@link #high}. */
    void split(int first, int second) {
        push(first, second);
        int odd = 0;
        int even = 0;
        int start = end - LENGTH;
        for (int i = 0; i < LENGTH / 2; i++) {
            odd += line[start + 2 * i] * HALF[i];
            even += line[start + 2 * i + 1] * HALF[LENGTH / 2 - 1 - i];
        }
        low = (even + odd) >> 14;
        high = (even - odd) >> 14;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }

    /** Puts the two samples that a sample of each band makes into {@code into}. */
    void joined(int lowSample, int highSample, short[] into, int at) {
        push(lowSample + highSample, lowSample - highSample);
        int first = 0;
        int second = 0;
        int start = end - LENGTH;
        for (int i = 0; i < LENGTH / 2; i++) {
            second += line[start + 2 * i] * HALF[i];
            first += line[start + 2 * i + 1] * HALF[LENGTH / 2 - 1 - i];
        }
        into[at] = (short) SubBand.saturated(first >> 11);
        into[at + 1] = (short) SubBand.saturated(second >> 11);
    }

    private void push(int first, int second) {
        if (end == line.length) {
            System.arraycopy(line, line.length - LENGTH, line, 0, LENGTH);
            end = LENGTH;
        }
        line[end++] = first;
        line[end++] = second;
    }
}
