package dev.sotto.orders.command;

import dev.sotto.orders.ledger.StoredEvents;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/** Decided events on their way to the log, and the receipts of the requests they came from. */
public final class CommandLog {

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended(:restaurant || '/' || :order, 7))";

    private static final String EVENTS_OF_ORDER = """
            select restaurant_id, order_id, version, position, call_id, type, body::text as body, occurred_at
              from order_events where (restaurant_id, order_id) = (:restaurant, :order)
            union all
            select restaurant_id, order_id, version, 9223372036854775807, call_id, type, body::text, decided_at
              from commands where (restaurant_id, order_id) = (:restaurant, :order)
            """;

    private static final String RECORD = """
            insert into commands (restaurant_id, event_id, order_id, version, type, body, decided_at)
            values (:restaurant, :event, :order, :version, :type, :body::jsonb, :at)
            """;

    private static final String RECEIPT =
            "select fingerprint, version from command_receipts where (restaurant_id, key) = (:restaurant, :key)";

    private static final String KEEP = """
            insert into command_receipts (restaurant_id, key, fingerprint, version)
            values (:restaurant, :key, :fingerprint, :version)
            on conflict (restaurant_id, key) do nothing
            """;

    private static final String WAITING = """
            select restaurant_id, order_id, version, 0::bigint as position, call_id, type, body::text as body,
                   decided_at as occurred_at
              from commands where decided_at < now() - :age::interval order by decided_at, version limit :limit
            """;

    private static final String FORGET = "delete from command_receipts where answered_at < now() - :age::interval";

    private final Postgres postgres;
    private final DatabaseClient client;
    private final ObjectMapper json;

    public CommandLog(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
    }

    /** What was answered to a request. */
    record Receipt(String fingerprint, long version) {}

    /** Does the work in a transaction during which nobody else decides about the order. */
    <T> Mono<T> locked(OrderKey order, Supplier<Mono<T>> work) {
        return postgres.inTransaction(
                Reach.of(order.restaurantId()),
                client.sql(LOCK)
                        .bind("restaurant", order.restaurantId())
                        .bind("order", order.orderId())
                        .then()
                        .then(Mono.defer(work)));
    }

    Mono<List<StoredEvent>> eventsOf(OrderKey order) {
        return client.sql(EVENTS_OF_ORDER)
                .bind("restaurant", order.restaurantId())
                .bind("order", order.orderId())
                .map(row -> StoredEvents.read(row, json))
                .all()
                .collectList();
    }

    Mono<Void> record(List<StoredEvent> events) {
        return Flux.fromIterable(events)
                .concatMap(
                        event -> client.sql(RECORD)
                                .bind("restaurant", event.restaurantId())
                                .bind("event", OrderCommands.eventId(event))
                                .bind("order", event.orderId())
                                .bind("version", event.version())
                                .bind("type", event.event().getClass().getSimpleName())
                                .bind("body", json.writeValueAsString(event.event()))
                                .bind("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                                .then(),
                        1)
                .then();
    }

    Mono<Receipt> receipt(String restaurantId, String key) {
        return client.sql(RECEIPT)
                .bind("restaurant", restaurantId)
                .bind("key", key)
                .map(CommandLog::receipt)
                .one();
    }

    Mono<Void> keep(String restaurantId, String key, Receipt receipt) {
        return client.sql(KEEP)
                .bind("restaurant", restaurantId)
                .bind("key", key)
                .bind("fingerprint", receipt.fingerprint())
                .bind("version", receipt.version())
                .then();
    }

    /** Events that were decided so long ago and have still not come back from the log, oldest first. */
    Flux<StoredEvent> waiting(Duration longerThan, int limit) {
        return postgres.reading(
                Reach.everyone(),
                client.sql(WAITING)
                        .bind("age", longerThan.toMillis() + " milliseconds")
                        .bind("limit", limit)
                        .map(row -> StoredEvents.read(row, json))
                        .all());
    }

    Mono<Long> forgetReceipts(Duration olderThan) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(FORGET)
                        .bind("age", olderThan.toSeconds() + " seconds")
                        .fetch()
                        .rowsUpdated());
    }

    private static Receipt receipt(Readable row) {
        return new Receipt(
                Objects.requireNonNull(row.get("fingerprint", String.class)),
                Objects.requireNonNull(row.get("version", Long.class)));
    }
}
