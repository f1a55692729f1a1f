package dev.sotto.analytics.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine found.
 *
 * @param truncated true when there were more rows than an answer may hold
 * @param note what whoever reads the answer must know about it, in a sentence
 */
public record Answer(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        boolean truncated,
        long tookMillis,
        @Nullable String note) {

    /** An answer that speaks for itself. */
    public Answer(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated, long tookMillis) {
        this(columns, rows, truncated, tookMillis, null);
    }

    /** @param type the engine's name of the type */
    public record Column(String name, String type) {}
}
