package dev.sotto.orders.load;

import static dev.sotto.orders.load.OrdersLoad.say;
import static dev.sotto.orders.load.OrdersLoad.wanted;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.ledger.Bulk;
import dev.sotto.orders.ledger.Ledger;
import dev.sotto.orders.store.Migrations;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast events become rows, beside an insert of the same events by unnest that does nothing else. That writes one row and one
 * entry of an index for an event where ours writes 3.5 and about 9; what of the rest is PostgreSQL's is told by copying the same
 * rows from table to table.
 */
final class ProjectionScene {

    private static final int EVENTS = 60_000;
    private static final List<String> TABLES =
            List.of("order_events", "orders", "order_lines", "order_marks", "receipts");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RAW = """
            insert into raw select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[]::jsonb[])
            """;

    private ProjectionScene() {}

    static boolean play(int size) throws SQLException {
        int events = size == 0 ? EVENTS : size;
        try (House house = House.empty()) {
            new Migrations(house.postgres()).run().block(House.LIMIT);
            List<Delivery<OrderRecord>> all = events(events + 10_000);
            int warm = 10_000; // compiled by these, not judged
            raw(house, all.subList(0, warm), 500);
            ledger(house, all.subList(0, warm), 500);
            double raw = raw(house, all.subList(warm, warm + events), 500);
            double live = ledger(house, all.subList(warm, warm + events), 500);
            double copied = copied(house, all.subList(warm, warm + events), 500);
            rebuild(house, all.subList(0, warm));
            double rebuild = rebuild(house, all.subList(warm, warm + events));
            say(
                    "raw unnest %,.0f events/s, projection %,.0f (%.0f %%), a rebuild of decoded records %,.0f",
                    raw, live, 100 * live / raw, rebuild);
            say(
                    "PostgreSQL alone, the same rows with their indexes from table to table: %,.0f events/s (%.0f %%)",
                    copied, 100 * copied / raw);
            boolean first = wanted("projection at least half of raw", live >= raw / 2);
            boolean second = wanted("rebuild at least 20,000 events/s", rebuild >= 20_000);
            return first && second;
        }
    }

    private static List<Delivery<OrderRecord>> events(int count) {
        List<Delivery<OrderRecord>> all = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            int order = n / 2;
            String restaurant = House.restaurant(order % 20);
            OrderRecord record = n % 2 == 0
                    ? House.record(restaurant, "o" + order, 1, House.order())
                    : House.record(
                            restaurant, "o" + order, 2, new OrderStatusChanged(OrderStatus.READY, null, "kitchen"));
            all.add(new Delivery<>(
                    restaurant,
                    record,
                    new Position(Topics.ORDERS_EVENTS.name(), 0, n),
                    Instant.now(),
                    Trace.start(),
                    () -> {}));
        }
        return all;
    }

    private static double ledger(House house, List<Delivery<OrderRecord>> events, int batch) {
        try (Postgres postgres = new Postgres(house.postgres())) {
            Ledger ledger = new Ledger(postgres, JSON);
            long began = System.nanoTime();
            for (int from = 0; from < events.size(); from += batch) {
                ledger.write(events.subList(from, Math.min(events.size(), from + batch)))
                        .block(House.LIMIT);
            }
            return events.size() * 1e9 / (System.nanoTime() - began);
        }
    }

    private static double rebuild(House house, List<Delivery<OrderRecord>> events) throws SQLException {
        PostgresSettings anew = house.postgres().in("anew");
        try (Connection connection = house.postgres().connect("postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists anew cascade");
        }
        new Migrations(anew).run().block(House.LIMIT);
        long began = System.nanoTime();
        try (Bulk bulk = new Bulk(anew, JSON)) {
            for (int from = 0; from < events.size(); from += 2_000) {
                bulk.take(events.subList(from, Math.min(events.size(), from + 2_000)));
            }
            bulk.draw(folded -> {});
            return bulk.arrived() * 1e9 / (System.nanoTime() - began);
        }
    }

    /** The rows that became of the events, batch by batch, a transaction each; nothing leaves the server or is understood. */
    private static double copied(House house, List<Delivery<OrderRecord>> events, int batch) throws SQLException {
        try (Connection connection = house.postgres().connect("postgres", "");
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("create table copied_" + table + " (like " + table + " including indexes)");
            }
            statement.execute("set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off");
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (int from = 0; from < events.size(); from += batch) {
                copy(connection, events.subList(from, Math.min(events.size(), from + batch)));
                connection.commit();
            }
            return events.size() * 1e9 / (System.nanoTime() - began);
        }
    }

    private static void copy(Connection connection, List<Delivery<OrderRecord>> events) throws SQLException {
        List<OrderRecord> placed = events.stream()
                .map(Delivery::require)
                .filter(order -> order.version() == 1)
                .toList();
        Object[] restaurants =
                placed.stream().map(order -> order.envelope().restaurantId()).toArray();
        Object[] orders = placed.stream().map(OrderRecord::orderId).toArray();
        for (String table : TABLES) {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into copied_" + table + " select t.* from "
                            + table + " t join unnest(?::text[], ?::text[]) as i (restaurant_id, order_id)"
                            + " on (t.restaurant_id, t.order_id) = (i.restaurant_id, i.order_id)")) {
                statement.setArray(1, connection.createArrayOf("text", restaurants));
                statement.setArray(2, connection.createArrayOf("text", orders));
                statement.execute();
            }
        }
    }

    /** The same columns and one key, nothing read, nothing folded; the bodies are made in time, as ours must be. */
    private static double raw(House house, List<Delivery<OrderRecord>> events, int batch) throws SQLException {
        try (Connection connection = house.postgres().connect("postgres", "");
                Statement make = connection.createStatement()) {
            make.execute("drop table if exists raw");
            make.execute(
                    "create table raw (restaurant_id text, event_id text, order_id text, version bigint, call_id text,"
                            + " type text, body jsonb, primary key (restaurant_id, event_id))");
            long began = System.nanoTime();
            for (int from = 0; from < events.size(); from += batch) {
                insert(connection, events.subList(from, Math.min(events.size(), from + batch)));
            }
            return events.size() * 1e9 / (System.nanoTime() - began);
        }
    }

    private static void insert(Connection connection, List<Delivery<OrderRecord>> events) throws SQLException {
        List<Function<OrderRecord, Object>> columns = List.of(
                order -> order.envelope().restaurantId(),
                order -> order.envelope().eventId(),
                OrderRecord::orderId,
                OrderRecord::version,
                order -> Objects.requireNonNullElse(order.callId(), ""),
                OrderRecord::eventType,
                order -> JSON.writeValueAsString(order.event()));
        try (PreparedStatement statement = connection.prepareStatement(RAW)) {
            for (int column = 0; column < columns.size(); column++) {
                Function<OrderRecord, Object> value = columns.get(column);
                Object[] values =
                        events.stream().map(each -> value.apply(each.require())).toArray();
                statement.setArray(column + 1, connection.createArrayOf(column == 3 ? "bigint" : "text", values));
            }
            statement.execute();
        }
    }
}
