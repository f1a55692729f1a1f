package dev.sotto.analytics.export;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A statement's columns as a file can hold them: each with a name of its own, and no type that Parquet would round or
 * does not know.
 */
record Projection(List<Column> columns) {

    record Column(String name, String type) {}

    static Projection of(ResultSetMetaData shape) throws SQLException {
        List<Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int nth = 1; nth <= shape.getColumnCount(); nth++) {
            String label = shape.getColumnLabel(nth);
            String name = label;
            for (int again = 1; !taken.add(name); again++) {
                name = label + "_" + again;
            }
            columns.add(new Column(name, shape.getColumnTypeName(nth)));
        }
        return new Projection(columns);
    }

    /** The statement, its columns renamed and cast. */
    String of(String statement) {
        StringBuilder select = new StringBuilder("select ");
        StringBuilder positions = new StringBuilder();
        for (int nth = 0; nth < columns.size(); nth++) {
            String comma = nth == 0 ? "" : ", ";
            select.append(comma).append(storable(columns.get(nth), "c" + nth));
            positions.append(comma).append('c').append(nth);
        }
        return select + " from (" + statement + "\n) as asked(" + positions + ")";
    }

    /** Sums of whole numbers are HUGEINT, which Parquet would keep as a rounded DOUBLE. */
    private static String storable(Column column, String position) {
        String stored = switch (column.type()) {
            case "HUGEINT", "UHUGEINT" -> position + "::decimal(38, 0)";
            case "INTERVAL", "BIT", "TIME WITH TIME ZONE", "\"NULL\"", "UNION" -> position + "::varchar";
            default -> position;
        };
        return stored + " as " + quoted(column.name());
    }

    /** The columns of a file of this projection as Arrow keeps them. */
    List<ArrowColumn> arrow() {
        return columns.stream()
                .map(column -> new ArrowColumn(column.name(), ArrowType.of(column.type())))
                .toList();
    }

    static String physical(List<ArrowColumn> columns) {
        return columns.stream()
                .map(column -> column.type().physical(quoted(column.name())))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A column of an Arrow stream. */
    record ArrowColumn(String name, ArrowType type) {}
}
