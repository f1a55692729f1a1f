package dev.sotto.speech.engine.sphinx;

import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.wording.Spelling;
import java.util.ArrayList;
import java.util.List;

/** The word error rate of a set: substitutions, insertions and deletions over the words that were said. */
final class WordErrors {
    private final List<String> mistakes = new ArrayList<>();
    private int errors;
    private int words;

    void add(String said, Heard heard) {
        List<String> reference = Spelling.words(said);
        int distance = distance(reference, Spelling.words(heard.text()));
        errors += distance;
        words += reference.size();
        if (distance > 0) {
            mistakes.add(said + " -> " + heard.text());
        }
    }

    double rate() {
        return (double) errors / words;
    }

    @Override
    public String toString() {
        return errors + " of " + words + " words wrong: " + mistakes;
    }

    private static int distance(List<String> said, List<String> heard) {
        int[] row = new int[heard.size() + 1];
        for (int j = 0; j <= heard.size(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= heard.size(); j++) {
                int substituted = diagonal + (said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[heard.size()];
    }
}
