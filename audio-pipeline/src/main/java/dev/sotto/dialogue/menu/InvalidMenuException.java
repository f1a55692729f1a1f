package dev.sotto.dialogue.menu;

import java.util.List;
import java.util.stream.Collectors;

/** A menu file that cannot be used; the message names every problem with file, line, field and a suggestion. */
public final class InvalidMenuException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidMenuException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** One thing that is wrong; lines count from 1, 0 where the file has none; the suggestion may be empty. */
    public record Problem(String file, int line, String field, String what, String suggestion) {

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(file);
            if (line > 0) {
                text.append(':').append(line);
            }
            if (!field.isEmpty()) {
                text.append(": ").append(field);
            }
            text.append(": ").append(what);
            if (!suggestion.isEmpty()) {
                text.append(" (").append(suggestion).append(')');
            }
            return text.toString();
        }
    }
}
