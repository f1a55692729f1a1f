package dev.sotto.analytics;

import static dev.sotto.analytics.lake.TableShape.ORDER_LINES;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A log that two read: the tables of orders, as their own migrations make them, and the lake. */
final class BothSides implements AutoCloseable {

    private static final Path MIGRATIONS =
            Path.of("../order-processor/src/main/resources/dev/sotto/orders/store/migrations");

    private final Lake lake;
    private final Connection postgres;
    private long offset;

    BothSides(LakeSettings settings) throws SQLException, IOException {
        this.lake = Lake.open(settings);
        this.postgres = DriverManager.getConnection(settings.catalogUrl(), settings.catalogUser(), "");
        sql("do $$ begin create role sotto_orders login; exception when duplicate_object then null; end $$");
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file :
                    files.sorted(Comparator.comparingInt(BothSides::version)).toList()) {
                sql(Files.readString(file)
                        .replace("${application}", "sotto_orders")
                        .replace("${flyway:defaultSchema}", "public"));
            }
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
    }

    Lake lake() {
        return lake;
    }

    void sql(String statement) throws SQLException {
        try (Statement each = postgres.createStatement()) {
            each.execute(statement);
        }
    }

    /** The first column of the first row. */
    String one(String query) throws SQLException {
        try (Statement each = postgres.createStatement();
                ResultSet found = each.executeQuery(query)) {
            found.next();
            return String.valueOf(found.getString(1));
        }
    }

    /** Who reads next reads the last records again. */
    void goBack(int records) {
        offset -= records;
    }

    /** Both read it. */
    void tell(OrderRecord... records) throws SQLException {
        long from = offset;
        for (OrderRecord record : records) {
            tellPostgres(record);
        }
        offset = from;
        for (OrderRecord record : records) {
            tellLake(record);
        }
    }

    void tellLake(OrderRecord record) {
        List<Row> rows = TableFeed.ORDERS.rows(new Delivery<>(
                record.envelope().restaurantId(),
                record,
                new Position(Topics.ORDERS_EVENTS.name(), 0, offset),
                record.envelope().occurredAt(),
                Trace.start(),
                () -> {}));
        LakeTable table = lake.table(ORDER_LINES);
        table.append(rows, table.offsets(), Offsets.NONE.after(0, offset));
        offset++;
    }

    /** As the order processor would: the event, what is folded from it, and the next offset, all or nothing. */
    void tellPostgres(OrderRecord record) throws SQLException {
        String restaurant = record.envelope().restaurantId();
        String where = " where restaurant_id = '%s' and order_id = '%s'".formatted(restaurant, record.orderId());
        StringBuilder all = new StringBuilder("begin;");
        all.append("""
            insert into order_events (restaurant_id, event_id, order_id, version, type, body, occurred_at, topic, partition,
                                      "offset", position)
            values ('%s', '%s', '%s', %d, '%s', '{}', '%s', 'orders.events', 0, %d, %d);""".formatted(
                        restaurant,
                        record.envelope().eventId(),
                        record.orderId(),
                        record.version(),
                        record.event().getClass().getSimpleName(),
                        record.envelope().occurredAt(),
                        offset,
                        offset + 1));
        switch (record.event()) {
            case OrderPlaced placed -> {
                all.append("""
                    insert into orders (restaurant_id, order_id, number, channel, language, status, total_minor, currency,
                                        version, position, first_position, placed_at, changed_at, customer_phone)
                    values ('%s', '%s', 1, 'PHONE', 'fr', 'RECEIVED', %d, 'EUR', %d, 1, 1, '%5$s', '%5$s', '+33612345678');""".formatted(
                                restaurant,
                                record.orderId(),
                                placed.totalMinor(),
                                record.version(),
                                record.envelope().occurredAt()));
                all.append(lines(record, placed.lines()));
            }
            case OrderAmended amended ->
                all.append("update orders set total_minor = " + amended.totalMinor() + where + ";")
                        .append("delete from order_lines" + where + ";")
                        .append(lines(record, amended.lines()));
            case OrderCancelled _ -> all.append("update orders set status = 'CANCELLED'" + where + ";");
            default -> {}
        }
        all.append("update orders set version = " + record.version() + where + ";");
        all.append("""
            insert into consumer_offsets values ('orders.events', 0, %1$d)
            on conflict (topic, partition) do update set next_offset = %1$d;
            commit""".formatted(offset + 1));
        sql(all.toString());
        offset++;
    }

    private static String lines(OrderRecord record, List<OrderLine> lines) {
        StringBuilder all = new StringBuilder();
        for (OrderLine line : lines) {
            all.append("""
                insert into order_lines (restaurant_id, order_id, line_no, line_id, item_id, name, quantity, unit_price_minor,
                                         total_minor, options, added, removed)
                values ('%s', '%s', %d, '%s', 'burger', 'Burger', %d, %d, %d, '[]', '[]', '[]');""".formatted(
                            record.envelope().restaurantId(),
                            record.orderId(),
                            lines.indexOf(line),
                            line.lineId(),
                            line.quantity(),
                            line.unitPriceMinor(),
                            line.totalMinor()));
        }
        return all.toString();
    }

    @Override
    public void close() throws SQLException {
        postgres.close();
        lake.close();
    }
}
