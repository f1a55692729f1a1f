package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.LakeReader;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.RollUpMark;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.lake.TableShape;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of which the log told something since they were rolled up, as they stand now, and their items; held in the
 * engine until closed. Blocks.
 */
public final class TouchedOrders implements AutoCloseable {

    private final OrderNews news;
    private final Connection session;
    private final FileCache.Lease lease;

    private TouchedOrders(OrderNews news, Connection session, FileCache.Lease lease) {
        this.news = news;
        this.session = session;
        this.lease = lease;
    }

    /** @throws LakeUnavailable when they cannot be read */
    static TouchedOrders read(Engine engine, FileCache cache, LakeReader lake) {
        OrderNews news = OrderNews.read(lake, null, TableShape.FACTS, shape -> lake.table(shape, null));
        try {
            FileCache.Lease lease = cache.lease(news.files().toList(), lake::fetch);
            try {
                Connection session = engine.session();
                news.createToRollUp(session, new Views(lease.paths(), null));
                return new TouchedOrders(news, session, lease);
            } catch (SQLException | RuntimeException failed) {
                lease.close();
                throw failed;
            }
        } catch (SQLException | IOException failed) {
            throw new LakeUnavailable("reading the orders' news", failed);
        }
    }

    /** True when no file came since. */
    public boolean none() {
        return news.lines().files().isEmpty();
    }

    /** True when nothing that was rolled up before counts. */
    public boolean anew() {
        return news.orders().mark().equals(RollUpMark.NONE);
    }

    /** Up to where the orders are told when these are rolled up. */
    public RollUpMark next() {
        return news.next();
    }

    /** The days, in UTC, on which they were placed. */
    public List<LocalDate> days() {
        return ask(
                "select distinct ts::date from touched_orders order by 1",
                (found, any) -> found.getObject(1, LocalDate.class));
    }

    /** Those placed on a day, with the columns of their facts. */
    public List<Row> orders(LocalDate day) {
        return ask("select * exclude (newly_told) from touched_orders where " + on(day), TouchedOrders::row);
    }

    /** Of those the ones whose items were told anew, or count no more. */
    public List<Row> retold(LocalDate day) {
        return ask(
                "select restaurant_id, ts, order_id from touched_orders where (newly_told or cancelled) and " + on(day),
                TouchedOrders::row);
    }

    /** Their items, with the columns of their facts. */
    public List<Row> items(LocalDate day) {
        return ask("select * from touched_items where " + on(day), TouchedOrders::row);
    }

    /** The restaurants whose sums of a day are to be told anew, at its beginning. */
    public List<Row> restaurants(LocalDate day) {
        return ask(
                "select restaurant_id, day as ts from touched_days where day = " + beginning(day), TouchedOrders::row);
    }

    /** What they sold on that day, with the columns of its facts. */
    public List<Row> itemSums(LocalDate day) {
        return ask(
                "select starts_at as ts, * exclude (starts_at) from (" + RollUpRules.ITEMS_RETOLD + ") where "
                        + on("starts_at", day),
                TouchedOrders::row);
    }

    private static String on(LocalDate day) {
        return on("ts", day);
    }

    private static String on(String column, LocalDate day) {
        return column + " >= " + beginning(day) + " and " + column + " < " + beginning(day.plusDays(1));
    }

    private static String beginning(LocalDate day) {
        return "timestamptz '" + day + " 00:00:00+00'";
    }

    private static Row row(ResultSet found, List<String> columns) throws SQLException {
        Row row = Row.ofFacts(found.getString("restaurant_id"), found.getObject("ts", OffsetDateTime.class));
        for (int column = 0; column < columns.size(); column++) {
            row.with(columns.get(column), found.getObject(column + 1));
        }
        return row;
    }

    private <T> List<T> ask(String sql, Reading<T> reading) {
        try (PreparedStatement statement = session.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            ResultSetMetaData shape = found.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= shape.getColumnCount(); column++) {
                columns.add(shape.getColumnLabel(column));
            }
            List<T> all = new ArrayList<>();
            while (found.next()) {
                all.add(reading.of(found, columns));
            }
            return all;
        } catch (SQLException failed) {
            throw new LakeUnavailable("telling the orders' news", failed);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException failed) {
            throw new LakeUnavailable("leaving the orders' news", failed);
        } finally {
            lease.close();
        }
    }

    private interface Reading<T> {
        T of(ResultSet found, List<String> columns) throws SQLException;
    }
}
