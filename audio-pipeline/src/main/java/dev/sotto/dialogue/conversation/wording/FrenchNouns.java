package dev.sotto.dialogue.conversation.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which gender the name of a dish has, from the word it begins with, and the words that agree with it. What no word file and
 * no choice of the menu tells has none here: it is said without an article, and everything as the menu writes it.
 */
final class FrenchNouns {
    private static final String FILE = "fr.nouns";

    /** Words that a choice is called by, for a masculine dish and for a feminine one. */
    private static final Map<String, String> FEMININE = Map.ofEntries(
            Map.entry("petit", "petite"),
            Map.entry("moyen", "moyenne"),
            Map.entry("grand", "grande"),
            Map.entry("gros", "grosse"),
            Map.entry("géant", "géante"),
            Map.entry("familial", "familiale"),
            Map.entry("normal", "normale"),
            Map.entry("individuel", "individuelle"),
            Map.entry("entier", "entière"),
            Map.entry("chaud", "chaude"),
            Map.entry("froid", "froide"),
            Map.entry("glacé", "glacée"),
            Map.entry("complet", "complète"));

    /** Those that stand in front of a dish. */
    private static final List<String> IN_FRONT = List.of("petit", "petite", "grand", "grande", "gros", "grosse");

    private static final Map<String, Gender> GENDERS = read();

    enum Gender {
        MASCULINE,
        FEMININE
    }

    private FrenchNouns() {}

    /** The gender of a name; of one that is not known, feminine where a choice of it is; null where nothing tells. */
    static @Nullable Gender of(String name, List<String> choices) {
        String noun = first(name).toLowerCase(Locale.ROOT);
        Gender known = GENDERS.get(noun);
        if (known == null && noun.endsWith("s")) {
            known = GENDERS.get(noun.substring(0, noun.length() - 1));
        }
        // A choice that many dishes share is written as the masculine, which tells nothing.
        boolean told = FEMININE.containsValue(noun) || choices.stream().anyMatch(FEMININE::containsValue);
        boolean feminine = known == null && told;
        return feminine ? Gender.FEMININE : known;
    }

    /** A choice as it is said of a dish, and of several. */
    static String agreeing(String choice, Gender gender, boolean several) {
        String agreed = choice;
        for (Map.Entry<String, String> forms : FEMININE.entrySet()) {
            if (choice.equals(forms.getKey()) || choice.equals(forms.getValue())) {
                agreed = gender == Gender.FEMININE ? forms.getValue() : forms.getKey();
            }
        }
        boolean adjective = FEMININE.containsKey(agreed) || FEMININE.containsValue(agreed);
        return adjective && several ? plural(agreed) : agreed;
    }

    /** Written as several: lasagnes, moules frites. */
    static boolean isPlural(String name) {
        String noun = first(name).toLowerCase(Locale.ROOT);
        return noun.endsWith("s") && !GENDERS.containsKey(noun);
    }

    static boolean standsInFront(String choice) {
        return IN_FRONT.stream().anyMatch(word -> choice.equals(word) || choice.equals(plural(word)));
    }

    /** The same with its first word in the plural. */
    static String plural(String words) {
        String noun = first(words);
        boolean already = noun.endsWith("s") || noun.endsWith("x") || noun.endsWith("z");
        String ending = already ? "" : noun.endsWith("eau") ? "x" : noun.endsWith("al") ? "" : "s";
        String stem = noun.endsWith("al") ? noun.substring(0, noun.length() - 1) + "ux" : noun;
        return stem + ending + words.substring(noun.length());
    }

    static String first(String words) {
        int space = words.indexOf(' ');
        return space < 0 ? words : words.substring(0, space);
    }

    private static Map<String, Gender> read() {
        Map<String, Gender> genders = new HashMap<>();
        try (InputStream stream =
                Objects.requireNonNull(FrenchNouns.class.getResourceAsStream(FILE), "missing " + FILE)) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> Arrays.stream(line.substring(2).strip().split(" +", -1))
                            .forEach(noun ->
                                    genders.put(noun, line.startsWith("f") ? Gender.FEMININE : Gender.MASCULINE)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE, unreadable);
        }
        return Map.copyOf(genders);
    }
}
