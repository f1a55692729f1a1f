package dev.sotto.speech.turn;

import java.util.Arrays;

/**
 * How loud a line is when nobody speaks: the level that a tenth of the last three seconds stayed below. It depends on
 * nothing older, so reading the last seconds again rebuilds it exactly.
 */
final class NoiseFloor {
    static final int WINDOW_FRAMES = 3000 / Frame.MILLIS;

    private static final int LOWEST_DB = -70;
    private static final int HIGHEST_DB = -28;

    /** What a line counts as before it has been heard: a quiet one. */
    private static final int ASSUMED_DB = -55;

    private static final int RANK = WINDOW_FRAMES / 10;

    private final int[] levels = new int[WINDOW_FRAMES];
    private final int[] histogram = new int[HIGHEST_DB - LOWEST_DB + 1];
    private int next;

    NoiseFloor() {
        Arrays.fill(levels, ASSUMED_DB - LOWEST_DB);
        histogram[ASSUMED_DB - LOWEST_DB] = WINDOW_FRAMES;
    }

    void hear(double levelDb) {
        int level = Math.clamp(Math.round(levelDb), LOWEST_DB, HIGHEST_DB) - LOWEST_DB;
        histogram[levels[next]]--;
        histogram[level]++;
        levels[next] = level;
        next = (next + 1) % WINDOW_FRAMES;
    }

    double db() {
        int below = 0;
        for (int level = 0; level < histogram.length; level++) {
            below += histogram[level];
            if (below >= RANK) {
                return level + LOWEST_DB;
            }
        }
        throw new IllegalStateException("The window always holds " + WINDOW_FRAMES + " frames.");
    }
}
