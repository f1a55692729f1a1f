package dev.sotto.speech.engine;

import java.util.List;

/**
 * What a caller of one restaurant is likely to say. {@code id} names this exact content (restaurant and revision): an
 * engine keeps what it prepared for as long as the id is in use. Texts are as written on the menu ("2 % milk",
 * "Crème brûlée"); {@code sentences} are whole sentences of the restaurant's own.
 */
public record SpeechContext(String id, String language, List<Dish> dishes, List<String> sentences) {
    public SpeechContext {
        dishes = List.copyOf(dishes);
        sentences = List.copyOf(sentences);
    }

    /** Nothing but the usual sentences between callers and restaurants. */
    public static SpeechContext general(String language) {
        return new SpeechContext("general-" + language, language, List.of(), List.of());
    }

    /**
     * One thing on the menu and what is said about it: other names, sizes and options in the words of a caller, extras
     * that are added and parts that are left out. A dish of weight 2 is expected twice as often as one of weight 1.
     */
    public record Dish(
            List<String> names,
            List<String> sizes,
            List<String> options,
            List<String> extras,
            List<String> parts,
            double weight) {
        public Dish {
            names = List.copyOf(names);
            sizes = List.copyOf(sizes);
            options = List.copyOf(options);
            extras = List.copyOf(extras);
            parts = List.copyOf(parts);
            if (names.isEmpty() || !(weight > 0)) {
                throw new IllegalArgumentException(
                        "A dish has at least one name and a weight above zero: " + names + ", " + weight);
            }
        }
    }
}
