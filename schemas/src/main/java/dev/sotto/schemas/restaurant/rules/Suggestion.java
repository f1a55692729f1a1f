package dev.sotto.schemas.restaurant.rules;

import java.util.Collection;
import java.util.stream.Collectors;

/** What somebody probably meant who wrote a word that nobody knows. */
public final class Suggestion {

    private static final int FEW = 12;

    private Suggestion() {}

    /** Names the nearest known word, or the known words themselves where they are few. */
    public static String of(String written, Collection<String> known) {
        return Spelling.nearest(written, known)
                .map(word -> "did you mean " + word + "?")
                .orElseGet(() -> known.isEmpty() || known.size() > FEW
                        ? ""
                        : "known: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }
}
