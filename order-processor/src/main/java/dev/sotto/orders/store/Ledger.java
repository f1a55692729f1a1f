package dev.sotto.orders.store;

import static java.util.stream.Collectors.groupingBy;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.schemas.order.OrderRecord;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/**
 * Deliveries come again after a crash and from workers that no longer own their partition. A batch therefore checks and
 * moves its partition's next offset in the transaction that stores its events and redraws their orders: what is behind
 * that offset writes nothing.
 */
public final class Ledger {

    private final Postgres postgres;
    private final DatabaseClient client;
    private final ObjectMapper json;

    public Ledger(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
    }

    /** Writes deliveries of one partition, in offset order, all or nothing. Errors: see {@link Fault}. */
    public Mono<Written> write(List<Delivery<OrderRecord>> batch) {
        return Mono.fromCallable(() -> UnfitRecord.understand(
                        () -> batch.stream().map(each -> Entry.of(each, json)).toList()))
                .flatMap(entries -> postgres.inTransaction(Reach.everyone(), checked(entries)));
    }

    private Mono<Written> checked(List<Entry> entries) {
        Position last = entries.getLast().delivery().position();
        return fence(last).flatMap(next -> {
            Map<Boolean, List<Entry>> ahead =
                    entries.stream().collect(Collectors.partitioningBy(entry -> entry.offset() >= next));
            return store(last, sure(ahead, true))
                    .flatMap(applied -> lost(sure(ahead, false))
                            .map(lost -> new Written(applied, entries.size() - applied - lost.size(), lost)));
        });
    }

    private static List<Entry> sure(Map<Boolean, List<Entry>> parts, boolean ahead) {
        return Objects.requireNonNull(parts.get(ahead));
    }

    private Mono<Long> fence(Position at) {
        return client.sql(LedgerSql.FENCE)
                .bind("topic", at.topic())
                .bind("partition", at.partition())
                .map(row -> required(row, "next_offset", Long.class))
                .one();
    }

    private Mono<Integer> store(Position last, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.just(0);
        }
        return storeEvents(last, entries)
                .flatMap(fresh -> redraw(fresh).thenReturn(fresh.size()))
                .delayUntil(applied -> settleCommands(entries))
                .delayUntil(applied -> besides(entries))
                .flatMap(applied -> moveFence(last).thenReturn(applied));
    }

    /** The events that were not there yet, each with its place in the restaurant's count. */
    private Mono<List<StoredEvent>> storeEvents(Position last, List<Entry> entries) {
        return client.sql(LedgerSql.STORE_EVENTS)
                .bind("restaurants", texts(entries, Entry::restaurantId))
                .bind("events", texts(entries, Entry::eventId))
                .bind("orders", texts(entries, entry -> entry.order().orderId()))
                .bind("versions", longs(entries, entry -> entry.order().version()))
                .bind("calls", texts(entries, entry -> entry.order().callId()))
                .bind("types", texts(entries, entry -> entry.order().eventType()))
                .bind("bodies", texts(entries, Entry::body))
                .bind("times", texts(entries, entry -> entry.order().envelope().occurredAt()))
                .bind("offsets", longs(entries, Entry::offset))
                .bind("topic", last.topic())
                .bind("partition", last.partition())
                .map(row -> Map.entry(
                        text(row, "restaurant_id") + " " + text(row, "event_id"),
                        required(row, "position", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(positions -> fresh(entries, positions));
    }

    private static List<StoredEvent> fresh(List<Entry> entries, Map<String, Long> positions) {
        Map<String, StoredEvent> fresh = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String name = entry.restaurantId() + " " + entry.eventId();
            Long position = positions.get(name);
            if (position != null) {
                fresh.putIfAbsent(name, entry.at(position));
            }
        }
        return List.copyOf(fresh.values());
    }

    /** Draws the touched orders anew from all their events, and tells the screens. */
    private Mono<Void> redraw(List<StoredEvent> fresh) {
        if (fresh.isEmpty()) {
            return Mono.empty();
        }
        Map<OrderKey, List<StoredEvent>> byOrder = fresh.stream().collect(groupingBy(StoredEvent::order));
        return earlier(byOrder)
                .doOnNext(event ->
                        Objects.requireNonNull(byOrder.get(event.order())).add(event))
                .then(Mono.fromSupplier(() -> UnfitRecord.understand(() -> Projection.of(byOrder.values(), json))))
                .filter(projection -> !projection.orders().isEmpty())
                .flatMap(projection -> project(projection).then(ring(projection.orders())));
    }

    /** What was stored of these orders before, which is all that stands below their first fresh event. */
    private Flux<StoredEvent> earlier(Map<OrderKey, List<StoredEvent>> byOrder) {
        Map<OrderKey, Long> before = new LinkedHashMap<>();
        byOrder.forEach((order, events) -> before.put(
                order, events.stream().mapToLong(StoredEvent::position).min().orElse(0)));
        return client.sql(LedgerSql.EARLIER_EVENTS)
                .bind("restaurants", texts(before.keySet(), OrderKey::restaurantId))
                .bind("orders", texts(before.keySet(), OrderKey::orderId))
                .bind("before", before.values().toArray(Long[]::new))
                .map(row -> UnfitRecord.understand(() -> StoredEvents.read(row, json)))
                .all();
    }

    private Mono<Void> project(Projection projection) {
        return client.sql(LedgerSql.PROJECT_ORDERS)
                .bind("rows", projection.orderRows())
                .then()
                .then(withOrders(client.sql(LedgerSql.DROP_LINES), projection.orders())
                        .then())
                .then(client.sql(LedgerSql.PROJECT_LINES)
                        .bind("rows", projection.lineRows())
                        .then())
                .then(client.sql(LedgerSql.PROJECT_MARKS)
                        .bind("rows", projection.markRows())
                        .then());
    }

    private Mono<Void> settleCommands(List<Entry> entries) {
        return client.sql(LedgerSql.SETTLE_COMMANDS)
                .bind("restaurants", texts(entries, Entry::restaurantId))
                .bind("events", texts(entries, Entry::eventId))
                .then();
    }

    private Mono<Void> besides(List<Entry> entries) {
        return Flux.fromIterable(Besides.statements(entries))
                .concatMap(
                        statement -> client.sql(statement)
                                .bind("restaurants", texts(entries, Entry::restaurantId))
                                .bind("events", texts(entries, Entry::eventId))
                                .then(),
                        1)
                .then();
    }

    private Mono<Void> ring(List<OrderKey> touched) {
        return client.sql(LedgerSql.RING)
                .bind("restaurants", texts(touched, OrderKey::restaurantId))
                .then();
    }

    private Mono<Void> moveFence(Position last) {
        return client.sql(LedgerSql.MOVE_FENCE)
                .bind("topic", last.topic())
                .bind("partition", last.partition())
                .bind("next", last.offset() + 1)
                .then();
    }

    private Mono<List<Delivery<OrderRecord>>> lost(List<Entry> behind) {
        if (behind.isEmpty()) {
            return Mono.just(List.of());
        }
        return client.sql(LedgerSql.KNOWN_EVENTS)
                .bind("restaurants", texts(behind, Entry::restaurantId))
                .bind("events", texts(behind, Entry::eventId))
                .map(row -> text(row, "restaurant_id") + " " + text(row, "event_id"))
                .all()
                .collectList()
                .map(known -> missing(behind, new HashSet<>(known)));
    }

    private static List<Delivery<OrderRecord>> missing(List<Entry> behind, Set<String> known) {
        return behind.stream()
                .filter(entry -> !known.contains(entry.restaurantId() + " " + entry.eventId()))
                .map(Entry::delivery)
                .toList();
    }

    private static GenericExecuteSpec withOrders(GenericExecuteSpec statement, List<OrderKey> orders) {
        return statement
                .bind("restaurants", texts(orders, OrderKey::restaurantId))
                .bind("orders", texts(orders, OrderKey::orderId));
    }

    private static <T> @Nullable String[] texts(Collection<T> from, Function<T, @Nullable Object> part) {
        @Nullable String[] texts = new @Nullable String[from.size()];
        int at = 0;
        for (T each : from) {
            Object value = part.apply(each);
            texts[at++] = value == null ? null : value.toString();
        }
        return texts;
    }

    private static <T> Long[] longs(Collection<T> from, Function<T, Long> part) {
        return from.stream().map(part).toArray(Long[]::new);
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
