package dev.sotto.analytics.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders in PostgreSQL, all read as they were at one moment by a part that may only read: the events stored, and the
 * orders and lines folded from them.
 */
final class Books implements AutoCloseable {

    private static final String ORDERS = """
        with settled as (select * from unnest(?::int[], ?::bigint[]) as s (partition, next)),
        placed as (
          select restaurant_id, order_id, date_trunc('hour', min(occurred_at) at time zone 'UTC') as hour
            from order_events where type = 'OrderPlaced' and occurred_at >= ? and occurred_at < ?
             and (?::text is null or restaurant_id = ?)
           group by restaurant_id, order_id),
        told as (
          select restaurant_id, order_id, p.hour, max(version) as version,
                 bool_or(e."offset" >= coalesce(s.next, 0)) as moving,
                 count(*) filter (where l.letter is not null) as events,
                 string_agg(version || letter, ',' order by version, letter) as versions
            from placed p join order_events e using (restaurant_id, order_id)
            left join settled s using (partition)
            left join (values ('OrderPlaced', 'p'), ('OrderAmended', 'a'), ('OrderCancelled', 'c'),
                              ('OrderStatusChanged', 's'), ('OrderRefunded', 'r')) as l (type, letter) using (type)
           group by restaurant_id, order_id, p.hour),
        lines as (
          select restaurant_id, order_id, count(*) as lines, sum(quantity) as dishes, sum(total_minor) as total_minor
            from placed join order_lines using (restaurant_id, order_id) group by restaurant_id, order_id),
        books as (
          select restaurant_id, extract(epoch from t.hour)::bigint as hour, order_id, t.events,
                 coalesce(o.currency, '-') as currency, coalesce(o.total_minor, 0) as total_minor, t.moving or coalesce(o.version < t.version, false) as unsettled,
                 concat_ws(' ', t.versions, coalesce(o.total_minor::text, '-'), coalesce(l.lines, 0), coalesce(l.dishes, 0),
                           coalesce(l.total_minor, 0), coalesce(o.currency, '-'),
                           case when o.status = 'CANCELLED' then 'cancelled' end) as said
            from told t left join orders o using (restaurant_id, order_id) left join lines l using (restaurant_id, order_id))
        """;

    private static final String BY_HOUR = ORDERS + """
        , money as (
          select restaurant_id, hour, string_agg(currency || ' ' || total, ',' order by currency) as totals
            from (select restaurant_id, hour, currency, sum(total_minor) as total from books group by 1, 2, 3) each
           group by 1, 2)
        select restaurant_id, hour, count(*), sum(events), any_value(totals),
               md5(string_agg(order_id || ' ' || said, E'\\n' order by order_id collate "C")), bool_or(unsettled)
          from books join money using (restaurant_id, hour) group by restaurant_id, hour""";

    private static final String BY_ORDER = ORDERS + "select order_id, said, unsettled from books where hour = ?";

    private final Connection connection;

    private Books(Connection connection) {
        this.connection = connection;
    }

    static Books open(ReconcileSettings settings) throws SQLException {
        return new Books(Auditor.connect(settings));
    }

    /** For each partition of the orders' topic the next offset to be applied. */
    Map<Integer, Long> offsets(String topic) throws SQLException {
        return Auditor.offsets(connection, "consumer_offsets", topic);
    }

    /** The first order's day; null when there is none. */
    @Nullable
    Instant earliest() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select min(occurred_at) from order_events where type = 'OrderPlaced'")) {
            found.next();
            Timestamp first = found.getTimestamp(1);
            return first == null ? null : first.toInstant();
        }
    }

    Page hours(Settled settled, Period period) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_HOUR)) {
            fill(statement, settled, period, null);
            Map<Hour, HourSum> sums = new HashMap<>();
            Set<Hour> unsettled = new HashSet<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Hour hour = new Hour(found.getString(1), Instant.ofEpochSecond(found.getLong(2)));
                    sums.put(
                            hour,
                            new HourSum(
                                    found.getLong(3),
                                    found.getLong(4),
                                    Money.parse(found.getString(5)),
                                    found.getString(6)));
                    if (found.getBoolean(7)) {
                        unsettled.add(hour);
                    }
                }
            }
            return new Page(sums, unsettled);
        }
    }

    /** What is said of each order of an hour, and of which there is more to come. */
    Told orders(Settled settled, Hour hour) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_ORDER)) {
            Period within = new Period(hour.starts(), hour.starts().plusSeconds(3600));
            int next = fill(statement, settled, within, hour.restaurantId());
            statement.setLong(next, hour.starts().getEpochSecond());
            Map<String, String> said = new HashMap<>();
            Set<String> unsettled = new HashSet<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    said.put(found.getString(1), found.getString(2));
                    if (found.getBoolean(3)) {
                        unsettled.add(found.getString(1));
                    }
                }
            }
            return new Told(said, unsettled);
        }
    }

    private int fill(PreparedStatement statement, Settled settled, Period period, @Nullable String restaurantId)
            throws SQLException {
        statement.setArray(1, connection.createArrayOf("int4", settled.partitions()));
        statement.setArray(2, connection.createArrayOf("int8", settled.offsets()));
        statement.setTimestamp(3, Timestamp.from(period.from()));
        statement.setTimestamp(4, Timestamp.from(period.until()));
        statement.setString(5, restaurantId);
        statement.setString(6, restaurantId);
        return 7;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    record Page(Map<Hour, HourSum> sums, Set<Hour> unsettled) {}

    record Told(Map<String, String> said, Set<String> unsettled) {}
}
