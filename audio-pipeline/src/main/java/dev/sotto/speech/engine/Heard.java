package dev.sotto.speech.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an engine made of a turn; times are milliseconds from the turn's first sample, confidences 0 to 1.
 *
 * @param alternatives what else it may have been, the likeliest first; none from engines that do not tell
 */
public record Heard(List<HeardWord> words, double confidence, List<String> alternatives) {
    public Heard {
        words = List.copyOf(words);
        alternatives = List.copyOf(alternatives);
    }

    public Heard(List<HeardWord> words, double confidence) {
        this(words, confidence, List.of());
    }

    public String text() {
        return words.stream().map(HeardWord::text).collect(Collectors.joining(" "));
    }

    /** Share of the words that only the background knows: high when somebody speaks of anything but food. */
    public double shareOutsideMenu() {
        return words.isEmpty()
                ? 0
                : (double) words.stream().filter(HeardWord::outsideMenu).count() / words.size();
    }

    /** {@code outsideMenu}: neither the menu nor the usual sentences of an order have this word. */
    public record HeardWord(String text, double confidence, int startMillis, int endMillis, boolean outsideMenu) {}
}
