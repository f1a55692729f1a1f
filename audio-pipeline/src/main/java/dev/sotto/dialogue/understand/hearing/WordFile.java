package dev.sotto.dialogue.understand.hearing;

import dev.sotto.dialogue.understand.hearing.Meaning.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files that hold a language: {@code en.words} with phrases by what they signal, and plain lists of words, {@code
 * en.talk} and {@code en.foods}. A line that begins with a blank goes on with the one before.
 */
final class WordFile {
    private WordFile() {}

    /** Phrases of plain words with what they signal, from {@code KIND: phrase | phrase} and {@code KIND.number: …}. */
    static Map<List<String>, List<Signal>> signals(String language) {
        Map<List<String>, List<Signal>> signals = new LinkedHashMap<>();
        List<String> whole = new ArrayList<>();
        lines(language + ".words").forEach(line -> {
            if (line.startsWith(" ")) {
                whole.add(whole.removeLast() + line);
            } else {
                whole.add(line);
            }
        });
        whole.forEach(line -> read(line, signals));
        return signals;
    }

    /** Words that stand for themselves, parted by blanks. */
    static List<String> words(String file) {
        return lines(file)
                .flatMap(line -> Arrays.stream(line.strip().split(" +", -1)))
                .toList();
    }

    private static Stream<String> lines(String file) {
        try (InputStream stream =
                Objects.requireNonNull(WordFile.class.getResourceAsStream(file), () -> "missing " + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    private static void read(String line, Map<List<String>, List<Signal>> signals) {
        int colon = line.indexOf(':');
        String[] kind = line.substring(0, colon).split("\\.", 2);
        Signal signal = new Signal(Cue.valueOf(kind[0]), kind.length > 1 ? Integer.parseInt(kind[1]) : 0);
        for (String phrase : line.substring(colon + 1).split("\\|", -1)) {
            List<String> words = Arrays.stream(phrase.strip().split(" +", -1)).toList();
            signals.computeIfAbsent(words, any -> new ArrayList<>()).add(signal);
        }
    }
}
