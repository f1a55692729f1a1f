package dev.sotto.load.hearing;

import java.util.List;
import java.util.Locale;

/** Words that would have to be changed, added or left out to make what was said of what was heard. */
record WordErrors(int wrong, int said) {
    static final WordErrors NONE = new WordErrors(0, 0);

    static WordErrors between(String said, String heard) {
        List<String> reference = words(said);
        List<String> hypothesis = words(heard);
        int[] row = new int[hypothesis.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= reference.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int same = diagonal + (reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return new WordErrors(row[hypothesis.size()], reference.size());
    }

    WordErrors plus(WordErrors other) {
        return new WordErrors(wrong + other.wrong, said + other.said);
    }

    double rate() {
        return said == 0 ? 0 : (double) wrong / said;
    }

    static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}' ]+", " ")
                        .strip()
                        .split("\\s+", -1))
                .stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
