package dev.sotto.gateway.rtp.codec;

/** The constants of ITU-T G.722, tables 7 to 20, named by what they do; the recommendation's names in brackets. */
final class G722Tables {

    /** [QQ6] A difference of the low band in steps, by its six bits. */
    static final int[] LOW_6_BITS = {
        -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, //
        -14_984, -13_512, -12_280, -11_192, -10_232, -9360, -8576, -7856, //
        -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, //
        -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728, //
        24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, //
        10_232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, //
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, //
        1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** [QQ4] The same by its four leading bits. */
    static final int[] LOW_4_BITS = {
        0, -20_456, -12_896, -8968, -6288, -4240, -2584, -1200, //
        20_456, 12_896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** [WL by RL42] How the low band's step grows after a difference, by the four leading bits. */
    static final int[] LOW_GROWTH = {-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60};

    /** [QQ2] A difference of the high band in steps, by its two bits. */
    static final int[] HIGH_2_BITS = {-7408, -1616, 7408, 1616};

    /** [WH by RH2] How the high band's step grows after a difference. */
    static final int[] HIGH_GROWTH = {798, -214, 798, -214};

    /** [Q6] Where one level of the low band ends and the next begins. */
    private static final int[] LOW_DECISIONS = {
        35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, //
        786, 858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** [ILN] The code of each level below zero. */
    static final int[] LOW_NEGATIVE = {
        63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, //
        18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4
    };

    /** [ILP] The code of each level above zero. */
    static final int[] LOW_POSITIVE = {
        61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, //
        46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32
    };

    /** Of a magnitude in 4096ths of a step, how many decisions it reaches; the last entry is all of them. */
    private static final byte[] LOW_LEVELS = lowLevels();

    private G722Tables() {}

    /**
     * The level of a magnitude: how many of the {@link #LOW_DECISIONS} times the step, cut to whole numbers, it reaches.
     * One division and one look instead of a comparison for each.
     */
    static int lowLevel(int magnitude, int step) {
        int reached = (((magnitude + 1) << 12) - 1) / step;
        return LOW_LEVELS[Math.min(reached, LOW_LEVELS.length - 1)];
    }

    private static byte[] lowLevels() {
        byte[] levels = new byte[LOW_DECISIONS[LOW_DECISIONS.length - 1] + 1];
        int level = 0;
        for (int reached = 0; reached < levels.length; reached++) {
            level += reached == LOW_DECISIONS[level] ? 1 : 0;
            levels[reached] = (byte) level;
        }
        return levels;
    }
}
