package dev.sotto.orders.rebuild;

import dev.sotto.orders.store.PostgresSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables that follow from the log, in use and made anew, as a whole: their digests, and one put for the other. */
final class Tables {

    /** No part may touch what it says: it makes way as a whole. */
    private static final String RECEIPTS = "receipts";

    /** Those that others refer to come first. */
    private static final List<String> OF_THE_LOG = List.of(
            "order_events",
            "restaurant_counters",
            "consumer_offsets",
            "orders",
            "order_lines",
            "order_marks",
            RECEIPTS,
            "bookings",
            "claims",
            "claim_actions",
            "callbacks");

    /** What a rebuild writes most of. */
    private static final List<String> LARGE = List.of("order_events", "orders", "order_lines", "order_marks", RECEIPTS);

    private final PostgresSettings settings;
    private final String anew;

    Tables(PostgresSettings settings, String anew) {
        this.settings = settings;
        this.anew = anew;
    }

    /** Held while nobody else may work in the schema; PostgreSQL lets go of it when its process is gone. */
    record Alone(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException gone) {
                throw new IllegalStateException("PostgreSQL says: " + gone.getMessage(), gone);
            }
        }
    }

    /** @throws IllegalStateException when somebody else works in the schema */
    Alone alone() {
        try {
            Alone alone = new Alone(settings.connect(settings.user(), settings.password()));
            try (Statement statement = alone.connection().createStatement();
                    ResultSet row = statement.executeQuery(
                            "select pg_try_advisory_lock(hashtext(" + statement.enquoteLiteral(anew) + "))")) {
                row.next();
                if (row.getBoolean(1)) {
                    return alone;
                }
            }
            alone.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL says: " + failed.getMessage(), failed);
        }
        throw new IllegalStateException("Another rebuild is at work in this database.");
    }

    void drop() {
        asOwner("drop schema if exists " + anew + " cascade");
    }

    /**
     * Nobody relies on the new rows: they are compared, or copied into the tables in use, and after a crash made again. So
     * PostgreSQL need not write them down twice.
     */
    void forgetAfterCrash() {
        LARGE.forEach(table -> asOwner("alter table " + anew + "." + table + " set unlogged"));
    }

    /** The tables whose rows are not the same; both are read at one moment. */
    List<String> differing() {
        return asIntake(statement -> {
            List<String> differing = new ArrayList<>();
            for (String table : OF_THE_LOG) {
                if (!digest(statement, settings.schema(), table).equals(digest(statement, anew, table))) {
                    differing.add(table);
                }
            }
            return differing;
        });
    }

    /** One short word for all rows of a schema. */
    String digest(String schema) {
        return asIntake(statement -> {
            StringBuilder all = new StringBuilder();
            for (String table : OF_THE_LOG) {
                all.append(digest(statement, schema, table)).append('\n');
            }
            try (ResultSet row =
                    statement.executeQuery("select left(md5(" + statement.enquoteLiteral(all.toString()) + "), 12)")) {
                row.next();
                return row.getString(1);
            }
        });
    }

    /** Puts the new rows in the place of the old while nobody writes, after what came in the meantime was applied. */
    void adopt(Runnable catchUp) {
        asIntake(statement -> {
            statement.execute("lock table " + settings.schema() + ".consumer_offsets in exclusive mode");
            catchUp.run();
            for (String table : OF_THE_LOG.reversed()) {
                statement.execute(
                        table.equals(RECEIPTS)
                                ? "select " + settings.schema() + ".receipts_make_way()"
                                : "delete from " + settings.schema() + "." + table);
            }
            for (String table : OF_THE_LOG) {
                statement.execute(
                        "insert into " + settings.schema() + "." + table + " select * from " + anew + "." + table);
            }
            return List.of();
        });
    }

    /** When a row was stored is the only thing that is not in the log. */
    private static String digest(Statement statement, String schema, String table) throws SQLException {
        String rows = schema + "." + table;
        try (ResultSet row =
                statement.executeQuery("select count(*) || ' ' || coalesce(md5(string_agg(row, '' order by row)), '-')"
                        + " from (select md5((to_jsonb(t) - 'stored_at')::text) as row from " + rows + " t) as rows")) {
            row.next();
            return row.getString(1);
        }
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private <T> T asIntake(Work<T> work) {
        try (Connection connection = settings.connect(settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("set transaction isolation level repeatable read; set local role sotto_intake");
                T result = work.with(statement);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL says: " + failed.getMessage(), failed);
        }
    }

    private void asOwner(String sql) {
        try (Connection connection = settings.connect(settings.owner(), settings.ownerPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL says: " + failed.getMessage(), failed);
        }
    }
}
