package dev.sotto.load.hearing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to be said to a restaurant: with its menu, what the speaker was asked for, and the words the kitchen must get
 * right. {@code asked} UNRELATED is speech that is no order at all.
 */
record Sentence(String menu, String asked, String words, List<String> items) {
    private static final Pattern ITEM = Pattern.compile("\\[([^]]+)]");

    boolean isUnrelated() {
        return asked.equals("UNRELATED");
    }

    /** From the file beside this class. */
    static List<Sentence> all() {
        try (InputStream in = Objects.requireNonNull(Sentence.class.getResourceAsStream("sentences.tsv"))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(Sentence::parse)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Sentence parse(String line) {
        String[] fields = line.split("\t", -1);
        Matcher items = ITEM.matcher(fields[2]);
        return new Sentence(
                fields[0],
                fields[1],
                fields[2].replaceAll("[\\[\\]]", ""),
                items.results().map(item -> item.group(1)).toList());
    }
}
