package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stored files as a caller sees them: views with only his rows.
 *
 * @param copies where the files lie on this machine
 * @param restaurantId whose rows; null for all
 */
record Views(Map<StoredFile, Path> copies, @Nullable String restaurantId) {

    static Set<String> names() {
        Set<String> names = new TreeSet<>(Derived.names());
        TableShape.ALL.forEach(shape -> names.add(shape.name()));
        return names;
    }

    /** A table with its rows that are not committed yet; each event once. */
    String whole(StoredTable table, HotTable hot) {
        return "create temp view %s as select * from (%s%s)%s"
                .formatted(table.shape().name(), select(table.columns(), table.files()), hot.unionAll(), once(table));
    }

    /** A table that was rolled up. */
    String facts(TableShape shape, List<StoredColumn> columns, List<StoredFile> files) {
        return "create temp view %s as %s".formatted(shape.name(), select(columns, files));
    }

    /** What the log told of the orders from these offsets on. Of what claims to be one version, the first counts. */
    String orderNews(StoredTable lines, Offsets from, HotTable hot) {
        return "create temp view order_lines_news as select * from (select * from (%s) where not (%s)%s)"
                        .formatted(select(lines.columns(), lines.files()), below(from), hot.unionAll())
                + " qualify rank() over (partition by restaurant_id, order_id, version order by log_partition, log_offset) = 1";
    }

    private static String below(Offsets offsets) {
        return offsets.next().entrySet().stream()
                .map(next -> " or log_partition = %d and log_offset < %d".formatted(next.getKey(), next.getValue()))
                .collect(Collectors.joining("", "false", ""));
    }

    /** Column types are told, not found out: a table without files answers too, and a renamed column keeps its content. */
    private String select(List<StoredColumn> columns, List<StoredFile> stored) {
        if (stored.isEmpty()) {
            return columns.stream()
                    .map(column -> "null::%s as %s".formatted(column.sqlType(), column.name()))
                    .collect(Collectors.joining(", ", "select ", " where false"));
        }
        String files = stored.stream()
                .map(file -> text(String.valueOf(copies.get(file))))
                .collect(Collectors.joining(", ", "[", "]"));
        String schema = columns.stream().map(Views::column).collect(Collectors.joining(", ", "map {", "}"));
        String rows = "select * from read_parquet(%s, schema=%s)".formatted(files, schema);
        return rows + (restaurantId == null ? "" : " where restaurant_id = " + text(restaurantId));
    }

    /** An event that was written to the log twice counts once, as it does in every other place that keeps orders. */
    private static String once(StoredTable table) {
        return " qualify row_number() over (partition by restaurant_id, event_id%s order by log_partition, log_offset) = 1"
                .formatted(table.shape().equals(TableShape.ORDER_LINES) ? ", line_id" : "");
    }

    private static String column(StoredColumn column) {
        return "%d: {name: %s, type: %s, default_value: null}"
                .formatted(column.id(), text(column.name()), text(column.sqlType()));
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
