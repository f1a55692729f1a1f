package dev.sotto.speech.engine.wording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The parts of sentences around the menu words, by name, from a text file: {@code name: a | b *3 | c}, where *3 makes a
 * part three times as likely and {other} stands for a part of that name.
 */
final class Carriers {
    private final Map<String, List<String>> parts = new HashMap<>();

    private Carriers() {}

    static Carriers english() {
        try (InputStream in = Carriers.class.getResourceAsStream("carriers-en.txt")) {
            if (in == null) {
                throw new IllegalStateException("carriers-en.txt is missing from the speech engine's resources.");
            }
            Carriers carriers = new Carriers();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(carriers::read);
            return carriers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String draw(String name, RandomGenerator random) {
        List<String> choices = parts.get(name);
        if (choices == null) {
            throw new IllegalStateException("No sentence part is called '" + name + "'.");
        }
        return choices.get(random.nextInt(choices.size()));
    }

    private void read(String line) {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || colon < 0) {
            return;
        }
        List<String> choices = parts.computeIfAbsent(line.substring(0, colon).strip(), _ -> new ArrayList<>());
        for (String choice : line.substring(colon + 1).split("\\|", -1)) {
            int star = choice.indexOf('*');
            int times =
                    star < 0 ? 1 : Integer.parseInt(choice.substring(star + 1).strip());
            String text = (star < 0 ? choice : choice.substring(0, star)).strip();
            for (int i = 0; i < times; i++) {
                choices.add(text);
            }
        }
    }
}
