package dev.sotto.orders.printer;

import dev.sotto.orders.ledger.StoredEvents;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.orders.store.UnfitRecord;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/**
 * What each event did to its order, told anew from the stored events: the spool keeps no word of a guest, and what has been
 * forgotten since is not printed either.
 */
final class Happenings {

    private static final String EVENTS = """
            select e.restaurant_id, e.order_id, e.version, e.position, e.call_id, e.type, e.body::text as body, e.occurred_at,
                   e.event_id = :event as asked, o.number
              from order_events e join orders o using (restaurant_id, order_id)
             where (e.restaurant_id, e.order_id) = (:restaurant, :order)
            """;

    private static final String FENCE =
            "select next_offset from consumer_offsets where (topic, partition) = (:topic, :partition)";

    private final Postgres postgres;
    private final DatabaseClient client;
    private final ObjectMapper json;

    Happenings(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
    }

    private record Row(StoredEvent event, boolean asked, long number) {}

    /** The offset before which everything of the partition is in the tables, or never will be; 0 for nothing. */
    Mono<Long> fence(String topic, int partition) {
        return postgres.reading(
                        Reach.everyone(),
                        client.sql(FENCE)
                                .bind("topic", topic)
                                .bind("partition", partition)
                                .map(row -> Objects.requireNonNull(row.get("next_offset", Long.class)))
                                .all())
                .next()
                .defaultIfEmpty(0L);
    }

    /** Empty for what is of no order, or was never stored. */
    Mono<Happening> of(String restaurantId, String orderId, String eventId) {
        return postgres.reading(
                        Reach.everyone(),
                        client.sql(EVENTS)
                                .bind("restaurant", restaurantId)
                                .bind("order", orderId)
                                .bind("event", eventId)
                                .map(this::row)
                                .all())
                .collectList()
                .mapNotNull(rows -> UnfitRecord.understand(() -> happening(rows)));
    }

    private Row row(Readable row) {
        return new Row(
                UnfitRecord.understand(() -> StoredEvents.read(row, json)),
                Boolean.TRUE.equals(row.get("asked", Boolean.class)),
                Objects.requireNonNull(row.get("number", Long.class)));
    }

    private static @Nullable Happening happening(List<Row> rows) {
        Row asked = rows.stream().filter(Row::asked).findFirst().orElse(null);
        if (asked == null) {
            return null;
        }
        long position = asked.event().position();
        OrderState after = until(rows, position);
        return after == null ? null : new Happening(until(rows, position - 1), after, asked.number());
    }

    private static @Nullable OrderState until(List<Row> rows, long position) {
        return OrderState.fold(rows.stream()
                .map(Row::event)
                .filter(event -> event.position() <= position)
                .toList());
    }
}
