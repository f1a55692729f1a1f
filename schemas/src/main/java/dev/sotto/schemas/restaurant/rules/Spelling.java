package dev.sotto.schemas.restaurant.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How far two spellings are apart, counting a swap of neighbours as one slip (optimal string alignment). */
public final class Spelling {
    private Spelling() {}

    public static int distance(CharSequence left, CharSequence right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            last[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                boolean same = left.charAt(line - 1) == right.charAt(column - 1);
                int best = Math.min(Math.min(last[column], row[column - 1]) + 1, last[column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && swapped(left, line, right, column)) {
                    best = Math.min(best, beforeLast[column - 2] + 1);
                }
                row[column] = best;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length()];
    }

    private static boolean swapped(CharSequence left, int line, CharSequence right, int column) {
        return left.charAt(line - 1) == right.charAt(column - 2) && left.charAt(line - 2) == right.charAt(column - 1);
    }

    /** The known word someone most likely meant, where one is near enough to be a slip. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String slip = written.toLowerCase(Locale.ROOT);
        int tolerated = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(word -> distance(slip, word.toLowerCase(Locale.ROOT)) <= tolerated)
                .min((one, other) -> Integer.compare(
                        distance(slip, one.toLowerCase(Locale.ROOT)), distance(slip, other.toLowerCase(Locale.ROOT))));
    }
}
