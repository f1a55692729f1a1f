package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Meaning.Signal;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sizes that are a count, such as twelve pieces: of such an item, "twelve" says the size and not how many portions. */
public final class CountedSizes {
    private final Map<String, Map<Integer, String>> sizes = new HashMap<>();

    public CountedSizes(Menu menu, Language language) {
        for (MenuItem item : menu.items()) {
            for (MenuSize size : item.sizes()) {
                Stream.concat(Stream.of(size.name()), size.synonyms().stream())
                        .mapToInt(name -> count(name, language))
                        .filter(count -> count > 1)
                        .forEach(count -> sizes.computeIfAbsent(item.id(), any -> new HashMap<>())
                                .putIfAbsent(count, size.id()));
            }
        }
    }

    @Nullable
    public String size(String itemId, int count) {
        return sizes.getOrDefault(itemId, Map.of()).get(count);
    }

    private static int count(String name, Language language) {
        List<Token> tokens = Token.of(name, language);
        if (tokens.isEmpty()) {
            return 0;
        }
        Token first = tokens.getFirst();
        if (first.isWhole()) {
            return first.plain().length() > 6 ? 0 : first.number();
        }
        return language.signals().getOrDefault(List.of(first.plain()), List.of()).stream()
                .filter(signal -> signal.cue() == Cue.NUMBER)
                .mapToInt(Signal::number)
                .findFirst()
                .orElse(0);
    }
}
