package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Meaning.Signal;
import dev.sotto.schemas.restaurant.Menu;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.MenuSize;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.OptionValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Choices that are a count. Of an item that comes in twelve pieces "twelve" says the size and not how many portions; to
 * "how many scoops?" it answers "two", which elsewhere counts the cones.
 */
public final class CountedSizes {
    /** What an item itself is counted in; scoops, ounces and percents count something of it. */
    private static final Set<String> PIECES = Set.of("piece", "pc", "count", "unit", "unite");

    private static final String SIZE = "size";

    private final Language language;
    private final Map<String, Map<Integer, Meaning.Value>> ofItems = new HashMap<>();
    private final Map<String, Map<Integer, Meaning.Value>> ofGroups = new HashMap<>();

    public CountedSizes(Menu menu, Language language) {
        this.language = language;
        for (MenuItem item : menu.items()) {
            Map<Integer, Meaning.Value> own = new HashMap<>();
            for (MenuSize size : item.sizes()) {
                keep(own, names(size.name(), size.synonyms()), new Meaning.Value(SIZE, size.id()));
            }
            for (OptionGroup group : menu.optionGroupsOf(item)) {
                for (OptionValue value : group.values()) {
                    List<String> pieces = names(value.name(), value.synonyms()).stream()
                            .filter(name -> countsPieces(name, item))
                            .toList();
                    keep(own, pieces, new Meaning.Value(group.id(), value.id()));
                }
            }
            own.remove(1);
            ofItems.put(item.id(), own);
        }
        for (OptionGroup group : menu.optionGroups()) {
            Map<Integer, Meaning.Value> answers = ofGroups.computeIfAbsent(group.id(), any -> new HashMap<>());
            for (OptionValue value : group.values()) {
                keep(answers, names(value.name(), value.synonyms()), new Meaning.Value(group.id(), value.id()));
            }
        }
    }

    /** The choice that so many of an item are; null where they are so many portions. */
    public Meaning.@Nullable Value of(String itemId, int count) {
        return ofItems.getOrDefault(itemId, Map.of()).get(count);
    }

    /** Whether a dish that comes in so many pieces may be meant: samosas, of which four are one portion. */
    public boolean isOfPieces(Mention dish) {
        return dish.readings().stream()
                .anyMatch(reading -> reading.meaning() instanceof Meaning.Item(String itemId)
                        && !ofItems.getOrDefault(itemId, Map.of()).isEmpty());
    }

    /** What a bare number answers to the question for this choice of an item; null where it is no answer to it. */
    public Meaning.@Nullable Value answer(String itemId, String groupId, int count) {
        return groupId.equals(SIZE)
                ? of(itemId, count)
                : ofGroups.getOrDefault(groupId, Map.of()).get(count);
    }

    private void keep(Map<Integer, Meaning.Value> counts, List<String> names, Meaning.Value value) {
        names.stream()
                .mapToInt(this::count)
                .filter(count -> count > 0)
                .forEach(count -> counts.putIfAbsent(count, value));
    }

    private static List<String> names(String name, List<String> synonyms) {
        return Stream.concat(Stream.of(name), synonyms.stream()).toList();
    }

    /** "4 pieces", "six wings" of wings. */
    private boolean countsPieces(String name, MenuItem item) {
        List<String> own =
                Token.of(item.name(), language).stream().map(Token::stem).toList();
        return Token.of(name, language).stream()
                .skip(1)
                .map(Token::stem)
                .allMatch(stem -> PIECES.contains(stem) || own.contains(stem));
    }

    private int count(String name) {
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
