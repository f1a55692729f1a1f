package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.hot.HotSettings;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was compared and found, in tables of the sink's own beside its hot rows: a process that comes after another goes on
 * with the day that was compared longest ago, and knows what differs.
 */
final class Findings implements AutoCloseable {

    private static final String PREPARE = """
        select pg_advisory_xact_lock(hashtextextended('sotto_history', 0));
        create schema if not exists sotto_history;
        create table if not exists sotto_history.reconciled_days (
            day date primary key,
            compared_at timestamptz not null,
            hours int not null,
            unsettled int not null,
            orders bigint not null,
            total_minor bigint not null);
        alter table sotto_history.reconciled_days alter column total_minor drop not null, add column if not exists totals jsonb;
        create table if not exists sotto_history.differences (
            restaurant_id text not null,
            order_id text not null,
            hour timestamptz not null,
            in_postgres text,
            in_lake text,
            found_at timestamptz not null default now(),
            primary key (restaurant_id, order_id, hour));
        alter table sotto_history.differences add column if not exists kind text not null default 'ORDER'
        """;

    private final Connection connection;
    private final Duration callsAfter;

    private Findings(Connection connection, Duration callsAfter) {
        this.connection = connection;
        this.callsAfter = callsAfter;
    }

    /** @param callsAfter for how long a call must have differed */
    static Findings open(HotSettings settings, Duration callsAfter) throws SQLException {
        Connection opened = DriverManager.getConnection(
                Objects.requireNonNull(settings.url()), settings.user(), settings.password());
        try (Statement statement = opened.createStatement()) {
            opened.setAutoCommit(false);
            statement.execute(PREPARE);
            opened.commit();
            return new Findings(opened, callsAfter);
        } catch (SQLException failed) {
            opened.close();
            throw failed;
        }
    }

    /** When each day was compared last. */
    Map<LocalDate, Instant> days() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select day, compared_at from sotto_history.reconciled_days")) {
            Map<LocalDate, Instant> days = new HashMap<>();
            while (found.next()) {
                days.put(found.getDate(1).toLocalDate(), found.getTimestamp(2).toInstant());
            }
            return days;
        }
    }

    /** Everything that differs, the newest hour first. */
    List<Difference> differences() throws SQLException {
        String select = """
            select restaurant_id, order_id, hour, in_postgres, in_lake, kind from sotto_history.differences
            where kind = 'ORDER' or found_at <= now() - ? * interval '1 millisecond'
            order by hour desc, restaurant_id, order_id limit 1000""";
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setLong(1, callsAfter.toMillis());
            ResultSet found = statement.executeQuery();
            List<Difference> differences = new ArrayList<>();
            while (found.next()) {
                differences.add(new Difference(
                        Difference.Kind.valueOf(found.getString(6)),
                        found.getString(1),
                        found.getString(2),
                        found.getTimestamp(3).toInstant(),
                        found.getString(4),
                        found.getString(5)));
            }
            return differences;
        }
    }

    /** Puts what was found of a day in the place of what was found of it before. */
    void record(LocalDate day, Comparison compared) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(
                        "delete from sotto_history.differences where hour >= ? and hour < ?"
                                + " and not (restaurant_id || ' ' || order_id) = any (?) and (kind = 'ORDER' or not ?)");
                PreparedStatement remember = connection.prepareStatement("""
                    insert into sotto_history.differences (restaurant_id, order_id, hour, in_postgres, in_lake, kind)
                    values (?, ?, ?, ?, ?, ?) on conflict (restaurant_id, order_id, hour)
                    do update set in_postgres = excluded.in_postgres, in_lake = excluded.in_lake""");
                PreparedStatement noted = connection.prepareStatement("""
                    insert into sotto_history.reconciled_days (day, compared_at, hours, unsettled, orders, totals)
                    values (?, now(), ?, ?, ?, ?::jsonb) on conflict (day) do update
                    set compared_at = excluded.compared_at, hours = excluded.hours, unsettled = excluded.unsettled,
                        orders = excluded.orders, totals = excluded.totals, total_minor = null""")) {
            forget.setTimestamp(1, Timestamp.from(compared.period().from()));
            forget.setTimestamp(2, Timestamp.from(compared.period().until()));
            forget.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            compared.differences().stream()
                                    .map(found -> found.restaurantId() + " " + found.id())
                                    .toArray()));
            forget.setBoolean(4, compared.calls().left());
            forget.executeUpdate();
            for (Difference found : compared.differences()) {
                remember.setString(1, found.restaurantId());
                remember.setString(2, found.id());
                remember.setTimestamp(3, Timestamp.from(found.hour()));
                remember.setString(4, found.inPostgres());
                remember.setString(5, found.inLake());
                remember.setString(6, found.kind().name());
                remember.addBatch();
            }
            remember.executeBatch();
            noted.setDate(1, Date.valueOf(day));
            noted.setInt(2, compared.hours());
            noted.setInt(3, compared.unsettled());
            noted.setLong(4, compared.orders());
            noted.setString(5, JsonMapper.shared().writeValueAsString(compared.totals()));
            noted.executeUpdate();
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
