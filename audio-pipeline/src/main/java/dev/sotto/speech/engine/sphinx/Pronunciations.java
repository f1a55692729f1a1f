package dev.sotto.speech.engine.sphinx;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How each word of a menu sounds, in the recogniser's phones. The dictionary knows English; what it lacks (tagliatelle,
 * a brand, a chef's invention) is spelled out by the speech synthesiser's rules, because one unknown word would
 * otherwise stop the whole model.
 */
final class Pronunciations {
    private final Path dictionary;
    private final LetterToSound letterToSound;

    Pronunciations(Path dictionary, LetterToSound letterToSound) {
        this.dictionary = dictionary;
        this.letterToSound = letterToSound;
    }

    /** Writes a dictionary of just these words and returns those nothing could pronounce. */
    Set<String> write(Path file, Collection<String> words) throws IOException {
        Map<String, List<String>> known = known(new HashSet<>(words));
        Set<String> unknown = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (String word : new HashSet<>(words)) {
            List<String> phones = known.getOrDefault(word, List.of());
            if (phones.isEmpty()) {
                phones = letterToSound.phones(word);
            }
            if (phones.isEmpty()) {
                unknown.add(word);
            }
            for (int i = 0; i < phones.size(); i++) {
                lines.add(word + (i == 0 ? "" : "(" + (i + 1) + ")") + " " + phones.get(i));
            }
        }
        lines.sort(String::compareTo);
        Files.write(file, lines);
        return unknown;
    }

    private Map<String, List<String>> known(Set<String> words) throws IOException {
        Map<String, List<String>> known = new HashMap<>();
        Map<String, List<String>> bases = new LinkedHashMap<>();
        Set<String> wanted = new HashSet<>(words);
        words.forEach(word -> singulars(word).forEach(wanted::add));
        try (BufferedReader lines = Files.newBufferedReader(dictionary)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                int bracket = line.indexOf('(');
                int end = bracket > 0 && bracket < space ? bracket : space;
                if (end > 0 && wanted.contains(line.substring(0, end))) {
                    bases.computeIfAbsent(line.substring(0, end), _ -> new ArrayList<>())
                            .add(line.substring(space + 1).strip());
                }
            }
        }
        for (String word : words) {
            List<String> phones = bases.get(word);
            known.put(word, phones != null ? phones : plural(word, bases));
        }
        return known;
    }

    private static List<String> plural(String word, Map<String, List<String>> bases) {
        return singulars(word).stream()
                .map(base -> bases.getOrDefault(base, List.of()))
                .filter(phones -> !phones.isEmpty())
                .findFirst()
                .map(phones -> phones.stream().map(Pronunciations::withEnding).toList())
                .orElse(List.of());
    }

    private static String withEnding(String phones) {
        String last = phones.substring(phones.lastIndexOf(' ') + 1);
        return switch (last) {
            case "S", "Z", "SH", "ZH", "CH", "JH" -> phones + " IH Z";
            case "P", "T", "K", "F", "TH" -> phones + " S";
            default -> phones + " Z";
        };
    }

    private static List<String> singulars(String word) {
        if (word.length() < 4 || !word.endsWith("s") || word.endsWith("ss")) {
            return List.of();
        }
        List<String> singulars = new ArrayList<>();
        singulars.add(word.substring(0, word.length() - 1));
        if (word.endsWith("es")) {
            singulars.add(word.substring(0, word.length() - 2));
        }
        if (word.endsWith("ies")) {
            singulars.add(word.substring(0, word.length() - 3) + "y");
        }
        return singulars;
    }
}
