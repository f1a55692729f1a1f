package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.understand.Meaning.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The words of one language that stand around the names of dishes; adding a language is adding a word file. */
final class Language {
    static final Language ENGLISH =
            new Language("en", "percent", "and", Set.of("of", "the", "and", "with", "a", "an", "in", "on", "n", "s"));
    static final Language FRENCH = new Language(
            "fr",
            "pourcent",
            "et",
            Set.of("de", "d", "du", "des", "la", "le", "les", "l", "au", "aux", "a", "et", "un", "une", "en"));

    private final String code;
    private final String percent;
    private final String ampersand;
    private final Set<String> links;
    private final Map<List<String>, List<Signal>> signals;
    private final Set<String> functionWords = new HashSet<>();

    private Language(String code, String percent, String ampersand, Set<String> links) {
        this.code = code;
        this.percent = percent;
        this.ampersand = ampersand;
        this.links = links;
        this.signals = read(code + ".words");
        signals.keySet().stream().flatMap(List::stream).forEach(word -> {
            functionWords.add(word);
            functionWords.add(stem(word));
        });
    }

    static Language of(String code) {
        return code.startsWith("fr") ? FRENCH : ENGLISH;
    }

    String code() {
        return code;
    }

    String percent() {
        return percent;
    }

    String ampersand() {
        return ampersand;
    }

    /** Phrases of plain words with what they signal. */
    Map<List<String>, List<Signal>> signals() {
        return signals;
    }

    /** A small word that may stand or be missing inside a name: mousse (au) chocolat, mac (and) cheese. */
    boolean isLink(String plain) {
        return links.contains(plain);
    }

    /** A word, or its stem, that stands in some signal phrase and so never names a dish by itself. */
    boolean isFunctionWord(String word) {
        return functionWords.contains(word);
    }

    String stem(String plain) {
        int length = plain.length();
        if (length < 4) {
            return plain;
        }
        if (code.equals("fr")) {
            return plain.endsWith("s") || plain.endsWith("x") ? plain.substring(0, length - 1) : plain;
        }
        if (plain.endsWith("ies") && length > 4) {
            return plain.substring(0, length - 3) + "y";
        }
        if (plain.endsWith("oes") || plain.endsWith("ches") || plain.endsWith("shes") || plain.endsWith("sses")) {
            return plain.substring(0, length - 2);
        }
        return plain.endsWith("s") && !plain.endsWith("ss") && !plain.endsWith("us")
                ? plain.substring(0, length - 1)
                : plain;
    }

    private static Map<List<String>, List<Signal>> read(String file) {
        Map<List<String>, List<Signal>> signals = new LinkedHashMap<>();
        try (InputStream stream =
                Objects.requireNonNull(Language.class.getResourceAsStream(file), () -> "missing " + file)) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> readLine(line, signals));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
        return signals;
    }

    private static void readLine(String line, Map<List<String>, List<Signal>> signals) {
        int colon = line.indexOf(':');
        String[] kind = line.substring(0, colon).split("\\.", 2);
        Signal signal = new Signal(Cue.valueOf(kind[0]), kind.length > 1 ? Integer.parseInt(kind[1]) : 0);
        for (String phrase : line.substring(colon + 1).split("\\|", -1)) {
            List<String> words = Arrays.stream(phrase.strip().split(" ", -1)).toList();
            signals.computeIfAbsent(words, any -> new ArrayList<>()).add(signal);
        }
    }
}
