package dev.sotto.gateway.rtp;

/**
 * A hole in the middle of a word sounds like a consonant to a recogniser. What was heard last is repeated by its pitch
 * period, fading out within 60 ms, and the voice that comes back is blended in (after ITU-T G.711 appendix I).
 */
final class Concealment {

    /** How long a hole is filled; what is made up beyond it resembles nothing that was said. */
    static final int LONGEST_MILLIS = 60;

    private static final int FULL_MILLIS = 10;
    private static final int BLEND_MILLIS = 4;
    private static final int HISTORY_MILLIS = 35;
    private static final int SHORTEST_PERIOD_MICROS = 2_500;
    private static final int LONGEST_PERIOD_MICROS = 15_000;

    private final short[] history;
    private final short[] period;
    private final int full;
    private final int longest;
    private final int blend;
    private final int shortestPeriod;
    private final int window;
    private int length;
    private int made;

    Concealment(int sampleRateHz) {
        int perMilli = sampleRateHz / 1000;
        this.history = new short[HISTORY_MILLIS * perMilli];
        this.period = new short[LONGEST_PERIOD_MICROS * perMilli / 1000];
        this.full = FULL_MILLIS * perMilli;
        this.longest = LONGEST_MILLIS * perMilli;
        this.blend = BLEND_MILLIS * perMilli;
        this.shortestPeriod = SHORTEST_PERIOD_MICROS * perMilli / 1000;
        this.window = history.length - period.length;
    }

    /** Remembers what really came, first blending it with what was made up before it. */
    void heard(short[] samples, int count) {
        if (made > 0) {
            int blended = Math.min(blend, count);
            for (int i = 0; i < blended; i++) {
                samples[i] = (short) ((samples[i] * i + next() * (blended - i)) / blended);
            }
            made = 0;
        }
        int kept = Math.min(count, history.length);
        System.arraycopy(history, kept, history, 0, history.length - kept);
        System.arraycopy(samples, count - kept, history, history.length - kept, kept);
    }

    /** The next sample of the hole. */
    short next() {
        if (made == 0) {
            findPeriod();
        }
        int gain = Math.min(longest - full, longest - made);
        short sample = gain <= 0 ? 0 : (short) (period[made % length] * gain / (longest - full));
        made++;
        return sample;
    }

    /** The lag at which the end of the history resembles itself most. */
    private void findPeriod() {
        int step = history.length > 300 ? 2 : 1;
        double best = -1;
        length = period.length;
        for (int lag = shortestPeriod; lag <= period.length; lag += step) {
            double product = 0;
            double energy = 1;
            for (int i = history.length - window; i < history.length; i += step) {
                product += history[i] * (double) history[i - lag];
                energy += history[i - lag] * (double) history[i - lag];
            }
            double likeness = product / Math.sqrt(energy);
            if (likeness > best) {
                best = likeness;
                length = lag;
            }
        }
        System.arraycopy(history, history.length - length, period, 0, length);
        smoothSeam();
    }

    /** The end of the period leads over into its beginning, as it did one period earlier. */
    private void smoothSeam() {
        int seam = length / 4;
        int before = history.length - 2 * length;
        for (int i = 0; i < seam && before >= 0; i++) {
            int at = length - seam + i;
            int earlier = history[before + at];
            period[at] = (short) ((period[at] * (seam - i) + earlier * i) / seam);
        }
    }
}
