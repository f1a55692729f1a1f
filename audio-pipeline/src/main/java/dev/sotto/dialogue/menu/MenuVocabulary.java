package dev.sotto.dialogue.menu;

import dev.sotto.schemas.Ingredient;
import dev.sotto.schemas.MenuCategory;
import dev.sotto.schemas.MenuItem;
import dev.sotto.schemas.MenuSize;
import dev.sotto.schemas.OptionGroup;
import dev.sotto.schemas.OptionValue;
import dev.sotto.schemas.RestaurantConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** What callers of one restaurant say: a recogniser that expects these phrases hears far fewer wrong words. */
public final class MenuVocabulary {
    private static final List<String> ENGLISH_NUMBERS = List.of(
            "a",
            "an",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "a dozen",
            "a couple of",
            "twenty");
    private static final List<String> FRENCH_NUMBERS = List.of(
            "un",
            "une",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "une douzaine de",
            "vingt");

    private MenuVocabulary() {}

    /** What part of an order a phrase is. */
    public enum Kind {
        ITEM,
        CATEGORY,
        SIZE,
        OPTION_GROUP,
        OPTION_VALUE,
        INGREDIENT,
        QUANTITY,
        CARRIER
    }

    /** Words as they are said: small letters, single spaces, no punctuation but apostrophes and hyphens inside words. */
    public record Phrase(Kind kind, String text) {}

    /** Every phrase once, in the order of the menu; quantities and carrier phrases in the restaurant's language. */
    public static List<Phrase> phrases(RestaurantConfig config) {
        Set<Phrase> phrases = new LinkedHashSet<>();
        for (MenuItem item : config.menu().items()) {
            add(phrases, Kind.ITEM, item.name(), item.synonyms());
            for (MenuSize size : item.sizes()) {
                add(phrases, Kind.SIZE, size.name(), size.synonyms());
            }
        }
        for (MenuCategory category : config.menu().categories()) {
            add(phrases, Kind.CATEGORY, category.name(), category.synonyms());
        }
        for (OptionGroup group : config.menu().optionGroups()) {
            add(phrases, Kind.OPTION_GROUP, group.name(), group.synonyms());
            for (OptionValue value : group.values()) {
                add(phrases, Kind.OPTION_VALUE, value.name(), value.synonyms());
            }
        }
        for (Ingredient ingredient : config.menu().ingredients()) {
            add(phrases, Kind.INGREDIENT, ingredient.name(), ingredient.synonyms());
        }
        boolean french = config.language().equals("fr");
        (french ? FRENCH_NUMBERS : ENGLISH_NUMBERS).forEach(number -> phrases.add(new Phrase(Kind.QUANTITY, number)));
        carriers(config.language()).forEach(carrier -> phrases.add(new Phrase(Kind.CARRIER, carrier)));
        return new ArrayList<>(phrases);
    }

    private static void add(Set<Phrase> phrases, Kind kind, String name, List<String> synonyms) {
        phrases.add(new Phrase(kind, spoken(name)));
        synonyms.forEach(synonym -> phrases.add(new Phrase(kind, spoken(synonym))));
    }

    private static String spoken(String written) {
        return written.toLowerCase(Locale.ROOT)
                .replace("&", " and ")
                .replace("%", " percent ")
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}'-]+", " ")
                .strip();
    }

    private static List<String> carriers(String language) {
        String file = "carriers." + language + ".txt";
        try (InputStream stream =
                Objects.requireNonNull(MenuVocabulary.class.getResourceAsStream(file), () -> "missing " + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
