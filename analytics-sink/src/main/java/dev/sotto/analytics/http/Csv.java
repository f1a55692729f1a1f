package dev.sotto.analytics.http;

import dev.sotto.analytics.query.Answer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as RFC 4180 text; nothing stands for null, quotes around nothing for an empty text. */
final class Csv {

    private static final String END = "\r\n";

    private Csv() {}

    static String of(Answer answer) {
        StringBuilder csv = new StringBuilder();
        csv.append(line(answer.columns().stream().map(Answer.Column::name).toList()));
        answer.rows().forEach(row -> csv.append(line(row)));
        return csv.toString();
    }

    private static String line(List<? extends @Nullable Object> values) {
        return values.stream().map(Csv::field).collect(Collectors.joining(",", "", END));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
