package dev.sotto.orders.ledger;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.PostgresSettings;
import dev.sotto.orders.store.UnfitRecord;
import dev.sotto.schemas.order.OrderRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Fills empty tables from a whole log, with the rows a {@link Ledger} would have written batch by batch. What comes is only
 * copied in; once all of it is there it is counted, folded and drawn by a few statements over everything. For one thread.
 */
public final class Bulk implements AutoCloseable {

    private static final int COPIED_AT_ONCE = 2_000;
    private static final int FETCHED_AT_ONCE = 4_000;
    private static final int ORDERS_AT_ONCE = 2_000;

    private final PostgresSettings settings;
    private final ObjectMapper json;
    private final Connection writing;
    private final Connection reading;
    private final List<Entry> waiting = new ArrayList<>();
    private final Lane lane = new Lane();
    private final Map<Integer, Position> leftBehind = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private long seen;
    /** The lane's. */
    private long arrived;

    public Bulk(PostgresSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        try {
            this.writing = open(settings);
            this.reading = open(settings);
            run(BulkSql.ARRIVALS);
            run(BulkSql.DRAWN);
            run(ReceiptSql.DRAWN);
        } catch (SQLException failed) {
            throw refusal(failed);
        }
    }

    private static Connection open(PostgresSettings settings) throws SQLException {
        Connection connection = settings.connect(settings.user(), settings.password());
        try (Statement statement = connection.createStatement()) {
            connection.setSchema(settings.schema());
            statement.execute(BulkSql.SESSION);
        }
        return connection;
    }

    /** Records that came and that a table takes; known once they are drawn. */
    public long arrived() {
        return arrived;
    }

    /** Records that no table takes; known once the others are drawn. */
    public long refused() {
        return refused.get();
    }

    /** Where the last of them stands in each partition. */
    public Collection<Position> leftBehind() {
        return leftBehind.values();
    }

    private void refuse(Position unfit) {
        refused.incrementAndGet();
        leftBehind.merge(unfit.partition(), unfit, (one, other) -> one.offset() > other.offset() ? one : other);
    }

    /** Takes deliveries, those of a partition in the order of their offsets. */
    public void take(List<Delivery<OrderRecord>> deliveries) {
        for (Delivery<OrderRecord> delivery : deliveries) {
            try {
                waiting.add(UnfitRecord.understand(() -> Entry.of(delivery, json)));
            } catch (UnfitRecord no) {
                refuse(delivery.position());
            }
        }
        if (waiting.size() >= COPIED_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        try {
            List<Entry> entries = List.copyOf(waiting);
            waiting.clear();
            CopyText rows = arrivals(entries, seen);
            long first = seen;
            seen += entries.size();
            lane.begin(() -> copy(entries, rows, first));
        } catch (SQLException failed) {
            throw refusal(failed);
        }
    }

    /** Halves what is refused until the record that cannot be written stands alone. */
    private void copy(List<Entry> entries, CopyText rows, long first) throws SQLException {
        try {
            rows.into(writing, BulkSql.ARRIVALS_COLUMNS);
            arrived += entries.size();
        } catch (SQLException failed) {
            if (Fault.of(failed) != Fault.POISON) {
                throw failed;
            }
            if (entries.size() == 1) {
                refuse(entries.getFirst().delivery().position());
                return;
            }
            int half = entries.size() / 2;
            again(entries.subList(0, half), first);
            again(entries.subList(half, entries.size()), first + half);
        }
    }

    private void again(List<Entry> entries, long first) throws SQLException {
        copy(entries, arrivals(entries, first), first);
    }

    private static CopyText arrivals(List<Entry> entries, long first) {
        CopyText rows = new CopyText();
        for (int at = 0; at < entries.size(); at++) {
            arrival(rows, first + at, entries.get(at));
        }
        return rows;
    }

    private static void arrival(CopyText rows, long nth, Entry entry) {
        OrderRecord order = entry.order();
        rows.row(
                nth,
                entry.restaurantId(),
                entry.eventId(),
                order.orderId(),
                order.version(),
                order.callId(),
                order.eventType(),
                entry.body(),
                order.envelope().occurredAt(),
                entry.delivery().position().partition(),
                entry.offset());
    }

    /**
     * Draws everything that came. The tables are whole when this returns, and nothing more may be taken.
     *
     * @param folded told how many events were folded so far
     */
    public void draw(LongConsumer folded) {
        flush();
        try {
            lane.finish();
            Indexes ofEvents = Indexes.drop(settings, List.of("order_events"));
            Indexes ofOrders = Indexes.drop(settings, List.of("orders", "order_lines", "order_marks", "receipts"));
            forTopic(BulkSql.STORE_EVENTS);
            orders(folded);
            // The events are whole and no longer read; their indexes take as long as everything else here.
            lane.begin(ofEvents::make);
            run(BulkSql.STORE_ORDERS);
            run(BulkSql.STORE_LINES);
            run(BulkSql.STORE_MARKS);
            run(ReceiptSql.STORE);
            ofOrders.make();
            lane.finish();
            for (String besides : Besides.ofAll()) {
                run(besides);
            }
            run(BulkSql.COUNT);
            run(ReceiptSql.COUNT);
            forTopic(BulkSql.FENCES);
        } catch (SQLException failed) {
            throw refusal(failed);
        }
    }

    private void orders(LongConsumer folded) throws SQLException {
        reading.setAutoCommit(false);
        try (PreparedStatement all = reading.prepareStatement(BulkSql.EVENTS_BY_ORDER)) {
            all.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = all.executeQuery()) {
                List<List<StoredEvent>> orders = new ArrayList<>();
                @Nullable OrderKey last = null;
                long events = 0;
                while (row.next()) {
                    StoredEvent event = StoredEvents.read(row, json);
                    if (!event.order().equals(last)) {
                        if (orders.size() == ORDERS_AT_ONCE) {
                            project(orders);
                            orders.clear();
                            folded.accept(events);
                        }
                        orders.add(new ArrayList<>());
                        last = event.order();
                    }
                    orders.getLast().add(event);
                    events++;
                }
                project(orders);
            }
        }
        lane.finish();
        reading.commit();
    }

    private void project(List<List<StoredEvent>> orders) throws SQLException {
        Projection projection = UnfitRecord.understand(() -> Projection.of(orders, json));
        CopyText rows = new CopyText();
        projection.arrived().forEach(order -> rows.row(order.columns()));
        CopyText lines = new CopyText();
        projection.lines().forEach(line -> lines.row(line.columns()));
        CopyText marks = new CopyText();
        projection.marks().forEach(mark -> marks.row(mark.restaurantId(), mark.orderId(), mark.marks()));
        CopyText receipts = new CopyText();
        projection.receipts().forEach(receipt -> receipts.row(receipt.columns()));
        lane.begin(() -> {
            rows.into(writing, BulkSql.DRAWN_COLUMNS);
            lines.into(writing, "drawn_lines");
            marks.into(writing, "drawn_marks");
            receipts.into(writing, ReceiptSql.DRAWN_COLUMNS);
        });
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.execute(sql);
        }
    }

    private void forTopic(String sql) throws SQLException {
        try (PreparedStatement statement = writing.prepareStatement(sql)) {
            statement.setString(1, Topics.ORDERS_EVENTS.name());
            statement.execute();
        }
    }

    private static IllegalStateException refusal(SQLException failed) {
        return new IllegalStateException("PostgreSQL says: " + failed.getMessage(), failed);
    }

    @Override
    public void close() {
        try (writing;
                reading;
                lane) {
            waiting.clear();
        } catch (SQLException gone) {
            throw refusal(gone);
        }
    }
}
