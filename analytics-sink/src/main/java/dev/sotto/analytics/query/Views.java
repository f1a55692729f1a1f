package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables as a caller sees them: one view for each stored table, with only his rows, and views that fold an order's
 * events into the order as it stands.
 */
final class Views {

    /** An order as it stands and its lines, each from the order's newest version that carried lines. */
    private static final Map<String, String> DERIVED = derived();

    private Views() {}

    static Set<String> names() {
        Set<String> names = new TreeSet<>(DERIVED.keySet());
        TableShape.ALL.forEach(shape -> names.add(shape.name()));
        return names;
    }

    /** The stored tables that these views read. */
    static Set<TableShape> tablesOf(Set<String> views) {
        return TableShape.ALL.stream()
                .filter(shape -> views.contains(shape.name())
                        || (shape.equals(TableShape.ORDER_LINES)
                                && DERIVED.keySet().stream().anyMatch(views::contains)))
                .collect(Collectors.toSet());
    }

    static Map<String, String> derivedFrom(TableShape shape) {
        return shape.equals(TableShape.ORDER_LINES) ? DERIVED : Map.of();
    }

    static String create(StoredTable table, Map<StoredFile, Path> copies, @Nullable String restaurantId) {
        return "create temp view %s as %s".formatted(table.shape().name(), select(table, copies, restaurantId));
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
        return rows + (restaurantId == null ? "" : " where restaurant_id = " + text(restaurantId)) + once(table);
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

    private static Map<String, String> derived() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("orders", """
                create temp view orders as
                select restaurant_id, order_id,
                       min(ts) as placed_at, max(ts) as changed_at, max(version) as version,
                       bool_or(event = 'cancelled') as cancelled,
                       case when bool_or(event = 'cancelled') then 'cancelled'
                            else coalesce(arg_max(status, version) filter (event = 'status_changed'), 'received') end as status,
                       any_value(channel) as channel, any_value(table_number) as table_number,
                       any_value(language) as language, any_value(call_id) as call_id,
                       any_value(currency) as currency,
                       arg_max(order_total_minor, version) filter (event in ('placed', 'amended')) as total_minor
                from order_lines group by restaurant_id, order_id""");
        views.put("current_order_lines", """
                create temp view current_order_lines as
                select lines.* from order_lines lines
                join (select restaurant_id, order_id,
                             max(version) filter (event in ('placed', 'amended')) as version
                      from order_lines group by restaurant_id, order_id
                      having not bool_or(event = 'cancelled')) newest
                using (restaurant_id, order_id, version)
                where lines.line_id is not null""");
        return views;
    }
}
