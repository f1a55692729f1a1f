package dev.sotto.dialogue.understand;

import java.util.List;

/** Spoken numbers: two, twenty five, three hundred, quatre vingt dix. */
final class Amounts {
    private Amounts() {}

    /** The number the mentions say; 0 where they say none. */
    static int quantity(List<Mention> mentions) {
        int total = 0;
        for (Mention mention : mentions) {
            if (mention.is(Cue.NUMBER)) {
                total = join(total, mention.number());
            } else if (mention.is(Cue.ANOTHER)) {
                total = Math.max(total, 1);
            } else if (mention.isMenu() && total > 0) {
                break;
            }
        }
        return total;
    }

    private static int join(int total, int next) {
        boolean replaces = total == 0 || (total == 1 && next < 100);
        boolean multiplies = next >= 100 || (total == 4 && next == 20);
        boolean adds = total >= 20 && total > next;
        if (replaces || (!multiplies && !adds)) {
            return next;
        }
        long joined = multiplies ? (long) total * next : (long) total + next;
        return (int) Math.min(joined, Integer.MAX_VALUE);
    }
}
