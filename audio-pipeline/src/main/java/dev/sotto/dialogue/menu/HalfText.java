package dev.sotto.dialogue.menu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The halves of a piece as its line's note says them to the kitchen, whose ticket has one list of additions for a whole
 * piece: {@code 1/2 queen - olives | margherita + ham; cut it small}.
 */
public record HalfText(List<Half> halves, @Nullable String rest) {
    private static final String START = "1/2 ";
    private static final String BETWEEN = " | ";
    private static final String END = "; ";

    /** One half; without a name it is of the piece itself. */
    public record Half(String name, List<String> added, List<String> removed) {
        boolean isNothing() {
            return name.isEmpty() && added.isEmpty() && removed.isEmpty();
        }

        private String text() {
            List<String> words = new ArrayList<>();
            if (!name.isEmpty()) {
                words.add(name);
            }
            added.forEach(each -> words.add("+ " + each));
            removed.forEach(each -> words.add("- " + each));
            return String.join(" ", words);
        }

        private static Half read(String text) {
            String name = "";
            List<String> added = new ArrayList<>();
            List<String> removed = new ArrayList<>();
            for (String word : text.split(" (?=[+-] )", -1)) {
                if (word.startsWith("+ ")) {
                    added.add(word.substring(2));
                } else if (word.startsWith("- ")) {
                    removed.add(word.substring(2));
                } else {
                    name = word;
                }
            }
            return new Half(name, added, removed);
        }
    }

    /** What a line's note says; no halves where it speaks of none. */
    public static HalfText in(@Nullable String note) {
        if (note == null || !note.startsWith(START)) {
            return new HalfText(List.of(), note);
        }
        int end = note.indexOf(END);
        String halves = note.substring(START.length(), end < 0 ? note.length() : end);
        return new HalfText(
                Arrays.stream(halves.split(" \\| ", -1)).map(Half::read).toList(),
                end < 0 ? null : note.substring(end + END.length()));
    }

    /** Null where there is nothing to say. */
    @Nullable
    String note() {
        String said = halves.stream()
                .filter(half -> !half.isNothing())
                .map(Half::text)
                .collect(Collectors.joining(BETWEEN));
        return said.isEmpty() ? rest : rest == null ? START + said : START + said + END + rest;
    }
}
