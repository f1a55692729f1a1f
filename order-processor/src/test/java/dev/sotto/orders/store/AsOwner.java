package dev.sotto.orders.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Any role at the database's own door, past everything the service does: one connection for each statement. */
record AsOwner(String jdbcUrl, String user, String password) {

    static AsOwner of(PostgresSettings settings) {
        return new AsOwner(settings.jdbcUrl(), settings.owner(), settings.ownerPassword());
    }

    void run(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    /** The first column of the last statement's rows. */
    List<String> column(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            return read(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static List<String> read(Statement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        do {
            try (ResultSet found = statement.getResultSet()) {
                values.clear();
                while (found.next()) {
                    values.add(String.valueOf(found.getString(1)));
                }
            }
        } while (statement.getMoreResults());
        return values;
    }
}
