package dev.sotto.gateway.rtp.codec;

/**
 * [QMF] Parts the spectrum at 4 kHz into two bands of half the rate and joins them again (ITU-T G.722 §3.1, §4.4), a block
 * at a time, so that what came before has to be moved only once for all of it.
 */
final class MirrorFilter {

    /** How many samples of each band are filtered in one go: 20 ms. */
    static final int BLOCK = 160;

    /** Every other of the 24 coefficients; the rest are their mirror image. */
    private static final int[] HALF = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    /** How many samples before the first still count. */
    private static final int BEFORE = HALF.length - 1;

    private final int[] firsts = new int[BEFORE + BLOCK];
    private final int[] seconds = new int[BEFORE + BLOCK];
    private final int[] ofFirsts = new int[BLOCK];
    private final int[] ofSeconds = new int[BLOCK];

    /** Parts {@code 2 * count} samples into {@code count} of each band; at most {@link #BLOCK}. */
    void split(short[] samples, int offset, int count, int[] low, int[] high) {
        for (int i = 0; i < count; i++) {
            firsts[BEFORE + i] = samples[offset + 2 * i];
            seconds[BEFORE + i] = samples[offset + 2 * i + 1];
        }
        filter(count);
        for (int i = 0; i < count; i++) {
            low[i] = (ofSeconds[i] + ofFirsts[i]) >> 14;
            high[i] = (ofSeconds[i] - ofFirsts[i]) >> 14;
        }
    }

    /** Joins {@code count} samples of each band into twice as many; at most {@link #BLOCK}. */
    void joined(int[] low, int[] high, int count, short[] into, int at) {
        for (int i = 0; i < count; i++) {
            firsts[BEFORE + i] = low[i] + high[i];
            seconds[BEFORE + i] = low[i] - high[i];
        }
        filter(count);
        for (int i = 0; i < count; i++) {
            into[at + 2 * i] = (short) SubBand.saturated(ofSeconds[i] >> 11);
            into[at + 2 * i + 1] = (short) SubBand.saturated(ofFirsts[i] >> 11);
        }
    }

    private void filter(int count) {
        for (int i = 0; i < count; i++) {
            int first = 0;
            int second = 0;
            for (int tap = 0; tap < HALF.length; tap++) {
                first += HALF[tap] * firsts[i + tap];
                second += HALF[BEFORE - tap] * seconds[i + tap];
            }
            ofFirsts[i] = first;
            ofSeconds[i] = second;
        }
        System.arraycopy(firsts, count, firsts, 0, BEFORE);
        System.arraycopy(seconds, count, seconds, 0, BEFORE);
    }
}
