package dev.sotto.gateway.rtp.codec;

/**
 * Half of G.722's spectrum: both ends predict the next sample from what was decoded so far and send only the difference,
 * in steps that grow and shrink with the sound (ITU-T G.722 §3, §4; names of its blocks in brackets). All arithmetic is
 * the recommendation's 16-bit fixed point, so that two ends never drift apart.
 */
final class SubBand {

    /** [ILB] 2048 · 2^(i/32): the antilogarithm within an octave. */
    private static final int[] ANTILOG = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, //
        2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private static final int ZEROS = 6;
    private static final int POLE_2_LIMIT = 12_288;
    private static final int POLES_LIMIT = 15_360;

    private final int octaves;
    private final int logStepLimit;
    private final int[] zeros = new int[ZEROS];
    /** The last differences, doubled. */
    private final int[] doubled = new int[ZEROS];

    private int logStep;
    private int step;
    private int pole1;
    private int pole2;
    private int decoded1;
    private int decoded2;
    private int partial1;
    private int partial2;
    private int fromZeros;
    private int predicted;

    private SubBand(int octaves, int logStepLimit, int step) {
        this.octaves = octaves;
        this.logStepLimit = logStepLimit;
        this.step = step;
    }

    static SubBand low() {
        return new SubBand(8, 18_432, 32);
    }

    static SubBand high() {
        return new SubBand(10, 22_528, 8);
    }

    int step() {
        return step;
    }

    int predicted() {
        return predicted;
    }

    /** [LIMIT] A sample from the prediction and the difference to it, in the 15 bits of a band. */
    int reconstructed(int difference) {
        return Math.max(-16_384, Math.min(predicted + difference, 16_383));
    }

    /** [LOGSCL, SCALEL] The next step, from how large the last difference was in steps. */
    void scale(int growth) {
        logStep = Math.max(0, Math.min(((logStep * 127) >> 7) + growth, logStepLimit));
        int shift = octaves - (logStep >> 11);
        int antilog = ANTILOG[(logStep >> 6) & 31];
        step = (shift < 0 ? antilog << -shift : antilog >> shift) << 2;
    }

    /** [RECONS … PREDIC] Learns from a difference as both ends know it and predicts the next sample. */
    void adapt(int difference) {
        int decoded = saturated(predicted + difference);
        int partial = saturated(fromZeros + difference);
        adaptPoles(partial);
        adaptZeros(difference);
        decoded2 = decoded1;
        decoded1 = decoded;
        partial2 = partial1;
        partial1 = partial;
        int fromPoles =
                saturated(((pole1 * saturated(2 * decoded1)) >> 15) + ((pole2 * saturated(2 * decoded2)) >> 15));
        predicted = saturated(fromPoles + fromZeros);
    }

    /** [UPPOL2, UPPOL1] */
    private void adaptPoles(int partial) {
        int opposed1 = (partial ^ partial1) >> 31;
        int opposed2 = (partial ^ partial2) >> 31;
        int pull = Math.min(signed(saturated(4 * pole1), ~opposed1), Short.MAX_VALUE) >> 7;
        int next2 = clamped(pull + signed(128, opposed2) + ((pole2 * 32_512) >> 15), POLE_2_LIMIT);
        int limit = POLES_LIMIT - next2;
        pole1 = clamped(signed(192, opposed1) + ((pole1 * 32_640) >> 15), limit);
        pole2 = next2;
    }

    /** [UPZERO, DELAYA, FILTEZ] No weight of a zero can leave 16 bits, since each loses more than it is pulled by. */
    private void adaptZeros(int difference) {
        int pull = difference == 0 ? 0 : 128;
        int sum = 0;
        int newer = saturated(2 * difference);
        for (int i = 0; i < ZEROS; i++) {
            int older = doubled[i];
            int opposed = (older ^ difference) >> 31;
            int weight = ((zeros[i] * 32_640) >> 15) + signed(pull, opposed);
            zeros[i] = weight;
            doubled[i] = newer;
            sum += (weight * newer) >> 15;
            newer = older;
        }
        fromZeros = saturated(sum);
    }

    /** The value, or what is opposed to it, by a sign spread over all bits; without a jump that no processor could guess. */
    private static int signed(int value, int opposed) {
        return (value ^ opposed) - opposed;
    }

    private static int clamped(int value, int limit) {
        return Math.max(-limit, Math.min(value, limit));
    }

    static int saturated(int value) {
        return Math.max(Short.MIN_VALUE, Math.min(value, Short.MAX_VALUE));
    }
}
