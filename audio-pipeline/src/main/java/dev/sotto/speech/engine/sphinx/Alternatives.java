package dev.sotto.speech.engine.sphinx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The readings of a turn beside the best one that are worth telling: those that differ in more than an article or a
 * hesitation, of which a lattice is full.
 */
final class Alternatives {
    private static final int MOST = 4;

    /** So many are looked at to find them; each costs some tenths of a millisecond at most. */
    private static final int LOOKED_AT = 40;

    private static final Set<String> EMPTY_WORDS = Set.of("a", "an", "the", "uh", "um", "er", "oh", "huh", "i");

    private final Set<List<String>> known = new HashSet<>();
    private final List<String> found = new ArrayList<>();
    private int lookedAt;

    /** {@code best}: the words of the best reading. */
    Alternatives(List<String> best) {
        known.add(meant(best));
    }

    boolean wantsMore() {
        return found.size() < MOST && lookedAt < LOOKED_AT;
    }

    /** {@code text}: the next best reading. */
    void take(String text) {
        lookedAt++;
        List<String> meant = meant(List.of(text.strip().split("\\s+", -1)));
        if (!meant.isEmpty() && known.add(meant)) {
            found.add(text.strip());
        }
    }

    /** The likeliest first. */
    List<String> found() {
        return found;
    }

    private static List<String> meant(List<String> words) {
        return words.stream()
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .toList();
    }
}
