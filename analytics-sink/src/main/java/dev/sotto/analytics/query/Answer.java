package dev.sotto.analytics.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine found.
 *
 * @param truncated true when there were more rows than an answer may hold
 */
public record Answer(List<Column> columns, List<List<@Nullable Object>> rows, boolean truncated, long tookMillis) {

    /** @param type the engine's name of the type */
    public record Column(String name, String type) {}
}
