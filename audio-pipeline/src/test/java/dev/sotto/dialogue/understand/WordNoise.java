package dev.sotto.dialogue.understand;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Spoils one word in ten as recognisers do, always the same way for a seed: six of ten errors put a word that sounds alike,
 * two leave the word out, two put in a short word that nobody said.
 */
final class WordNoise {
    private static final double RATE = 0.1;
    private static final String[][] ALIKE = {
        {"ph", "f"}, {"f", "ph"}, {"ck", "k"}, {"c", "k"}, {"k", "c"}, {"s", "z"}, {"z", "s"}, {"t", "d"}, {"d", "t"},
        {"b", "p"}, {"p", "b"}, {"m", "n"}, {"n", "m"}, {"v", "f"}, {"g", "k"}, {"a", "e"}, {"e", "i"}, {"i", "e"},
        {"o", "u"}, {"u", "o"}, {"ou", "u"}, {"ee", "i"}, {"ea", "ee"}, {"an", "en"}, {"on", "an"}
    };

    private final Random random;
    private final List<String> inserted;

    WordNoise(long seed, String language) {
        this.random = new Random(seed);
        this.inserted = language.equals("fr")
                ? List.of("euh", "de", "la", "et", "ben")
                : List.of("uh", "the", "and", "a", "so");
    }

    String spoil(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            if (random.nextDouble() >= RATE) {
                words.add(word);
                continue;
            }
            int kind = random.nextInt(10);
            if (kind < 6) {
                words.add(alike(word));
            } else if (kind >= 8) {
                words.add(word);
                words.add(inserted.get(random.nextInt(inserted.size())));
            }
        }
        return String.join(" ", words);
    }

    private String alike(String word) {
        List<String> others = new ArrayList<>();
        for (String[] sounds : ALIKE) {
            int at = word.indexOf(sounds[0]);
            if (at >= 0) {
                others.add(word.substring(0, at) + sounds[1] + word.substring(at + sounds[0].length()));
            }
        }
        return others.isEmpty() ? word + word.charAt(word.length() - 1) : others.get(random.nextInt(others.size()));
    }
}
