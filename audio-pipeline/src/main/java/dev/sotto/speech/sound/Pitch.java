package dev.sotto.speech.sound;

/** Whether a short piece of sound repeats itself as often as a voice does: 80 to 400 times a second. */
public final class Pitch {
    private static final int HIGHEST_HZ = 400;
    private static final int LOWEST_HZ = 80;

    /** Correlation with itself one period later; noise of 20 ms seldom reaches 0.4, a vowel has 0.8 and more. */
    private static final double LEAST_LIKENESS = 0.6;

    /** A telephone's rate is enough for a pitch. */
    private static final int ENOUGH_HZ = 8000;

    private Pitch() {}

    public static boolean isIn(short[] samples, int sampleRateHz) {
        int step = Math.max(1, sampleRateHz / ENOUGH_HZ);
        int rate = sampleRateHz / step;
        int length = samples.length / step;
        for (int lag = rate / HIGHEST_HZ; lag <= Math.min(rate / LOWEST_HZ, length * 5 / 8); lag++) {
            if (likeness(samples, step, length, lag) >= LEAST_LIKENESS) {
                return true;
            }
        }
        return false;
    }

    private static double likeness(short[] samples, int step, int length, int lag) {
        double product = 0;
        double early = 1;
        double late = 1;
        for (int i = 0; i + lag < length; i++) {
            double a = samples[i * step];
            double b = samples[(i + lag) * step];
            product += a * b;
            early += a * a;
            late += b * b;
        }
        return product / Math.sqrt(early * late);
    }
}
