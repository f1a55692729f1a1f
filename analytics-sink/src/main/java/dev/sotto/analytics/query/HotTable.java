package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that a table does not hold yet, in the engine's memory for one question, with that table's columns. */
record HotTable(StoredTable table, List<HotRow> rows) {

    /** Nothing is made when there are no rows. */
    void createIn(Connection session) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("create temp table %s (%s)".formatted(name(), columns("%s %s", StoredColumn::sqlType)));
        }
        String insert = "insert into %s by name select hot.* from (select unnest(from_json(?::json, '[{%s}]')) as hot)"
                .formatted(name(), columns("\"%s\": %s", HotTable::jsonType));
        try (PreparedStatement statement = session.prepareStatement(insert)) {
            statement.setString(1, rows.stream().map(HotRow::content).collect(Collectors.joining(",", "[", "]")));
            statement.execute();
        }
    }

    /** What a view of the table adds to its own rows. */
    String unionAll() {
        return rows.isEmpty() ? "" : " union all by name select * from " + name();
    }

    private String name() {
        return "hot_" + table.shape().name();
    }

    private String columns(String form, TypeOf type) {
        return table.columns().stream()
                .map(column -> form.formatted(column.name(), type.of(column)))
                .collect(Collectors.joining(", "));
    }

    private static String jsonType(StoredColumn column) {
        String type = column.sqlType();
        return type.endsWith("[]") ? "[\"" + type.substring(0, type.length() - 2) + "\"]" : '"' + type + '"';
    }

    private interface TypeOf {
        String of(StoredColumn column);
    }
}
