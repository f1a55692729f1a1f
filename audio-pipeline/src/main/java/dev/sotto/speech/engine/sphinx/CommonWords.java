package dev.sotto.speech.engine.sphinx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The 5000 commonest words of American English with their probabilities (from the general language model that comes
 * with pocketsphinx-en-us, BSD licence): the path beside the menu that speech about something else may take.
 */
final class CommonWords {
    private CommonWords() {}

    static Map<String, Double> english() {
        try (InputStream in = CommonWords.class.getResourceAsStream("common-words-en.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-words-en.txt is missing from the speech engine's resources.");
            }
            Map<String, Double> words = new HashMap<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> {
                        int space = line.indexOf(' ');
                        words.put(
                                line.substring(0, space), Math.pow(10, Double.parseDouble(line.substring(space + 1))));
                    });
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
