package dev.sotto.dialogue.understand.phrase;

/** Spoken numbers that are said in several words: twenty five, three hundred, quatre vingt dix. */
final class Numbers {
    private Numbers() {}

    /** Whether the next word goes on with the same number. */
    static boolean joins(int total, int next) {
        boolean multiplies = next >= 100 || (total == 4 && next == 20);
        return multiplies || (total >= 20 && total > next && next < 20);
    }

    static int join(int total, int next) {
        boolean multiplies = next >= 100 || (total == 4 && next == 20);
        long joined = multiplies ? (long) total * next : (long) total + next;
        return (int) Math.min(joined, Integer.MAX_VALUE);
    }
}
