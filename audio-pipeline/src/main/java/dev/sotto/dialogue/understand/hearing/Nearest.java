package dev.sotto.dialogue.understand.hearing;

import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.rules.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which dishes sound most like words the menu does not hold; offered to the guest, never taken for them. */
public final class Nearest {
    private static final double LEAST_ALIKE = 0.6;
    private static final int MOST = 3;

    private final Language language;
    private final List<Named> names = new ArrayList<>();

    private record Named(String itemId, List<String> stems) {}

    private record Ranked(String itemId, double alike) {}

    public Nearest(Menu menu, Language language) {
        this.language = language;
        for (MenuItem item : menu.items()) {
            if (item.available() && item.anyOf().isEmpty()) {
                Stream.concat(Stream.of(item.name()), item.synonyms().stream())
                        .forEach(name -> names.add(new Named(item.id(), stems(name))));
            }
        }
    }

    public List<String> to(String words) {
        List<String> said = stems(words);
        return names.stream()
                .map(named -> new Ranked(named.itemId(), alike(said, named.stems())))
                .filter(ranked -> ranked.alike() >= LEAST_ALIKE)
                .sorted(Comparator.comparingDouble(Ranked::alike).reversed())
                .map(Ranked::itemId)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static double alike(List<String> said, List<String> name) {
        double best = 0;
        for (String one : said) {
            for (String other : name) {
                int longer = Math.max(one.length(), other.length());
                best = Math.max(best, 1 - (double) Spelling.distance(one, other) / longer);
            }
        }
        return best;
    }

    private List<String> stems(String text) {
        return Token.of(text, language).stream()
                .filter(token -> !language.isFunctionWord(token.plain()))
                .map(Token::stem)
                .toList();
    }
}
