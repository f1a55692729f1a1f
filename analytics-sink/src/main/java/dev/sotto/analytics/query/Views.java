package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stored tables as a caller sees them: one view for each, with only his rows, each event once. */
final class Views {

    private Views() {}

    static Set<String> names() {
        Set<String> names = new TreeSet<>(Derived.names());
        TableShape.ALL.forEach(shape -> names.add(shape.name()));
        return names;
    }

    static String create(StoredTable table, Map<StoredFile, Path> copies, HotTable hot, @Nullable String restaurantId) {
        return "create temp view %s as select * from (%s%s)%s"
                .formatted(table.shape().name(), select(table, copies, restaurantId), hot.unionAll(), once(table));
    }

    /** Column types are told, not found out: a table without files answers too, and a renamed column keeps its content. */
    private static String select(StoredTable table, Map<StoredFile, Path> copies, @Nullable String restaurantId) {
        if (table.files().isEmpty()) {
            return table.columns().stream()
                    .map(column -> "null::%s as %s".formatted(column.sqlType(), column.name()))
                    .collect(Collectors.joining(", ", "select ", " where false"));
        }
        String files = table.files().stream()
                .map(file -> text(String.valueOf(copies.get(file))))
                .collect(Collectors.joining(", ", "[", "]"));
        String columns = table.columns().stream().map(Views::column).collect(Collectors.joining(", ", "map {", "}"));
        String rows = "select * from read_parquet(%s, schema=%s)".formatted(files, columns);
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
