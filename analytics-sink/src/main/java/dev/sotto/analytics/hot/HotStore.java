package dev.sotto.analytics.hot;

import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.TableShape;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows between their record's arrival and their table's commit, in PostgreSQL, where every instance sees every other's.
 * A row's place in the log is its key, so that writing it twice, or after its commit, changes no answer.
 */
public final class HotStore implements AutoCloseable {

    /** A database that does not answer is left alone for a while, or each batch and question would wait for it. */
    private static final long LEFT_ALONE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String PREPARE = """
        select pg_advisory_xact_lock(hashtextextended('sotto_history', 0));
        create schema if not exists sotto_history;
        create table if not exists sotto_history.hot_rows (
            table_name text not null,
            log_partition int not null,
            log_offset bigint not null,
            nth int not null,
            restaurant_id text not null,
            content json not null,
            primary key (table_name, log_partition, log_offset, nth))
        """;

    private final HotSettings settings;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile @Nullable HotStoreAway away;
    private volatile long leftAloneUntil = System.nanoTime();
    private volatile boolean closed;

    public HotStore(HotSettings settings) {
        this.settings = settings;
    }

    /** Shows rows to whoever asks from now on, all of them or none. */
    public void put(TableShape shape, List<HotRow> rows) {
        String insert = """
            insert into sotto_history.hot_rows
            select ?, log_partition, log_offset, nth, restaurant_id, content::json
            from unnest(?::int[], ?::bigint[], ?::int[], ?::text[], ?::text[])
                as shown(log_partition, log_offset, nth, restaurant_id, content)
            on conflict do nothing""";
        with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setString(1, shape.name());
                statement.setArray(2, connection.createArrayOf("int4", each(rows, HotRow::partition)));
                statement.setArray(3, connection.createArrayOf("int8", each(rows, HotRow::offset)));
                statement.setArray(4, connection.createArrayOf("int4", each(rows, HotRow::nth)));
                statement.setArray(5, connection.createArrayOf("text", each(rows, HotRow::restaurantId)));
                statement.setArray(6, connection.createArrayOf("text", each(rows, HotRow::content)));
                return statement.executeUpdate();
            }
        });
    }

    /** Removes the rows that the table itself holds; returns how many these were. */
    public int drop(TableShape shape, Offsets held) {
        String delete = """
            delete from sotto_history.hot_rows hot using unnest(?::int[], ?::bigint[]) as held(partition, next)
            where table_name = ? and log_partition = held.partition and log_offset < held.next""";
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setArray(
                        1, connection.createArrayOf("int4", held.next().keySet().toArray()));
                statement.setArray(
                        2, connection.createArrayOf("int8", held.next().values().toArray()));
                statement.setString(3, shape.name());
                return statement.executeUpdate();
            }
        });
    }

    /**
     * All rows shown now, at one moment for all tables. Whoever then reads the tables themselves, and leaves out of
     * these rows what a table's offsets say it holds, misses no row and counts none twice: a row leaves here only after
     * its commit.
     *
     * @param restaurantId whose rows; null for all
     */
    public Map<TableShape, List<HotRow>> read(Collection<TableShape> shapes, @Nullable String restaurantId) {
        String select = """
            select table_name, log_partition, log_offset, nth, restaurant_id, content::text
            from sotto_history.hot_rows
            where table_name = any(?) and (?::text is null or restaurant_id = ?)""";
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setArray(1, connection.createArrayOf("text", each(shapes, TableShape::name)));
                statement.setString(2, restaurantId);
                statement.setString(3, restaurantId);
                try (ResultSet found = statement.executeQuery()) {
                    return read(found, shapes);
                }
            }
        });
    }

    /** Puts other contents in the place of rows that are still shown; returns how many these were. */
    public int replace(TableShape shape, List<HotRow> rows) {
        String update = """
            update sotto_history.hot_rows hot set content = shown.content::json
            from unnest(?::int[], ?::bigint[], ?::int[], ?::text[]) as shown(partition, "offset", nth, content)
            where hot.table_name = ? and hot.log_partition = shown.partition and hot.log_offset = shown."offset"
                and hot.nth = shown.nth""";
        return with(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                statement.setArray(1, connection.createArrayOf("int4", each(rows, HotRow::partition)));
                statement.setArray(2, connection.createArrayOf("int8", each(rows, HotRow::offset)));
                statement.setArray(3, connection.createArrayOf("int4", each(rows, HotRow::nth)));
                statement.setArray(4, connection.createArrayOf("text", each(rows, HotRow::content)));
                statement.setString(5, shape.name());
                return statement.executeUpdate();
            }
        });
    }

    /** Writes the store's file anew, in which the bytes of rows that went lie on; small, and empty most of the time. */
    public void scrub() {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("vacuum (full, analyze) sotto_history.hot_rows");
            }
        });
    }

    /** Why the last attempt failed; null when it did not. */
    public @Nullable Throwable failure() {
        return away;
    }

    private static Map<TableShape, List<HotRow>> read(ResultSet found, Collection<TableShape> shapes)
            throws SQLException {
        Map<String, List<HotRow>> byName = new HashMap<>();
        while (found.next()) {
            byName.computeIfAbsent(found.getString(1), any -> new ArrayList<>())
                    .add(new HotRow(
                            found.getInt(2),
                            found.getLong(3),
                            found.getInt(4),
                            found.getString(5),
                            found.getString(6)));
        }
        Map<TableShape, List<HotRow>> rows = new HashMap<>();
        shapes.forEach(shape -> rows.put(shape, byName.getOrDefault(shape.name(), List.of())));
        return rows;
    }

    private <T> T with(Work<T> work) {
        HotStoreAway known = away;
        if (known != null && System.nanoTime() - leftAloneUntil < 0) {
            throw known;
        }
        try {
            T result = attempt(work);
            away = null;
            return result;
        } catch (SQLException failed) {
            HotStoreAway why = new HotStoreAway(failed);
            leftAloneUntil = System.nanoTime() + LEFT_ALONE_NANOS;
            away = why;
            throw why;
        }
    }

    /** A kept connection may have broken while nobody used it: that is no answer yet, a new one's failure is. */
    private <T> T attempt(Work<T> work) throws SQLException {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return on(kept, work);
            } catch (SQLException broken) {
                // All that is done here may be done twice.
            }
        }
        return on(open(), work);
    }

    private <T> T on(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            if (closed) {
                connection.close();
            } else {
                idle.push(connection);
            }
            return result;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", settings.user());
        properties.put("password", settings.password());
        properties.put("connectTimeout", "2");
        properties.put("socketTimeout", "5");
        properties.put("ApplicationName", "sotto-analytics-hot");
        Connection opened = DriverManager.getConnection(Objects.requireNonNull(settings.url()), properties);
        try (Statement statement = opened.createStatement()) {
            statement.execute(PREPARE);
            return opened;
        } catch (SQLException failed) {
            opened.close();
            throw failed;
        }
    }

    private static <T> Object[] each(Collection<T> all, Function<T, Object> part) {
        return all.stream().map(part).toArray();
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
