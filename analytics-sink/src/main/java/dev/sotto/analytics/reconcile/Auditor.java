package dev.sotto.analytics.reconcile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Whoever reads PostgreSQL for the comparison: as it is at one moment, in a part that may only read. */
final class Auditor {

    private Auditor() {}

    static Connection connect(ReconcileSettings settings) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", settings.user());
        properties.put("password", settings.password());
        properties.put("connectTimeout", "3");
        properties.put("socketTimeout", "120");
        properties.put("ApplicationName", "sotto-reconcile");
        Connection opened = DriverManager.getConnection(Objects.requireNonNull(settings.url()), properties);
        try (Statement statement = opened.createStatement()) {
            opened.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local role " + settings.role());
            statement.execute("set local search_path = " + settings.schema());
            statement.execute("set local statement_timeout = '110s'");
            return opened;
        } catch (SQLException failed) {
            opened.close();
            throw failed;
        }
    }

    /** For each partition of a topic the offset behind what is written down, as a table of such offsets says. */
    static Map<Integer, Long> offsets(Connection connection, String table, String topic) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select partition, next_offset from " + table + " where topic = ?")) {
            statement.setString(1, topic);
            Map<Integer, Long> offsets = new HashMap<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    offsets.put(found.getInt(1), found.getLong(2));
                }
            }
            return offsets;
        }
    }
}
