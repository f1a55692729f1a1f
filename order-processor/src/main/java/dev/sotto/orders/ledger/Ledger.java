package dev.sotto.orders.ledger;

import static java.util.stream.Collectors.groupingBy;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.orders.store.UnfitRecord;
import dev.sotto.schemas.order.OrderRecord;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
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
    private final Drawing drawing;

    public Ledger(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.client = postgres.client();
        this.json = json;
        this.drawing = new Drawing(client);
    }

    /** Writes deliveries of one partition, in offset order, all or nothing. Errors: see {@link Fault}. */
    public Mono<Written> write(List<Delivery<OrderRecord>> batch) {
        return Mono.fromCallable(() -> UnfitRecord.understand(
                        () -> batch.stream().map(each -> Entry.of(each, json)).toList()))
                .flatMap(entries -> written(entries, this::eachOnce)
                        .onErrorResume(
                                refused -> Fault.of(refused) == Fault.POISON,
                                refused -> written(entries, this::unknown)));
    }

    /**
     * What is ahead of the fence is hardly ever known already, and its key refuses it when it is. So it is only looked for
     * after a refusal, which undid all of the batch.
     */
    private Mono<Written> written(List<Entry> entries, News news) {
        return postgres.inTransaction(Reach.everyone(), checked(entries, news));
    }

    /** Those of a batch that are to be stored. */
    @FunctionalInterface
    private interface News {
        Mono<List<Entry>> among(List<Entry> entries);
    }

    private Mono<Written> checked(List<Entry> entries, News news) {
        Position last = entries.getLast().delivery().position();
        return fence(last).flatMap(next -> {
            Map<Boolean, List<Entry>> ahead =
                    entries.stream().collect(Collectors.partitioningBy(entry -> entry.offset() >= next));
            return store(last, sure(ahead, true), news)
                    .flatMap(applied -> lost(sure(ahead, false))
                            .map(lost -> new Written(applied, entries.size() - applied - lost.size(), lost)));
        });
    }

    private static List<Entry> sure(Map<Boolean, List<Entry>> parts, boolean ahead) {
        return Objects.requireNonNull(parts.get(ahead));
    }

    /**
     * Leaves behind a record that no table takes. Whoever waits for the tables to have all that stands before a place of the
     * log would otherwise wait for the record after it.
     */
    public Mono<Void> pass(Position unfit) {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(LedgerSql.PASS)
                        .bind("topic", unfit.topic())
                        .bind("partition", unfit.partition())
                        .bind("next", unfit.offset() + 1)
                        .then());
    }

    private Mono<Long> fence(Position at) {
        return client.sql(LedgerSql.FENCE)
                .bind("topic", at.topic())
                .bind("partition", at.partition())
                .map(row -> required(row, "next_offset", Long.class))
                .one();
    }

    private Mono<Integer> store(Position last, List<Entry> entries, News news) {
        if (entries.isEmpty()) {
            return Mono.just(0);
        }
        return lockCounters(entries)
                .flatMap(counters -> news.among(entries)
                        .flatMap(fresh -> apply(last, fresh, counters).thenReturn(fresh.size())))
                .delayUntil(applied -> besides(entries))
                .flatMap(applied -> moveFence(last, entries).thenReturn(applied));
    }

    private Mono<Counters> lockCounters(List<Entry> entries) {
        return rows(LedgerSql.LOCK_COUNTERS, entries)
                .text("restaurants", Entry::restaurantId)
                .statement()
                .map(row -> Map.entry(
                        text(row, "restaurant_id"),
                        new Counters.Count(
                                required(row, "position", Long.class),
                                required(row, "order_number", Long.class),
                                required(row, "receipt_number", Long.class),
                                required(row, "credit_number", Long.class))))
                .all()
                .collectList()
                .map(Counters::new);
    }

    private Mono<List<Entry>> eachOnce(List<Entry> entries) {
        return Mono.just(eachOnce(entries, Set.of()));
    }

    /** Those that are not there yet, each once. */
    private Mono<List<Entry>> unknown(List<Entry> entries) {
        return known(entries).map(known -> eachOnce(entries, known));
    }

    private static List<Entry> eachOnce(List<Entry> entries, Set<String> known) {
        Set<String> seen = new HashSet<>(known);
        return entries.stream().filter(entry -> seen.add(entry.name())).toList();
    }

    private Mono<Set<String>> known(List<Entry> entries) {
        return rows(LedgerSql.KNOWN_EVENTS, entries)
                .text("restaurants", Entry::restaurantId)
                .text("events", Entry::eventId)
                .statement()
                .map(row -> Entry.name(text(row, "restaurant_id"), text(row, "event_id")))
                .all()
                .collect(Collectors.toSet());
    }

    /** Reads what was known of the orders, draws them anew, and writes both down. */
    private Mono<Void> apply(Position last, List<Entry> news, Counters counters) {
        if (news.isEmpty()) {
            return Mono.empty();
        }
        List<StoredEvent> fresh = news.stream()
                .map(entry -> entry.at(counters.nextPosition(entry.restaurantId())))
                .toList();
        Map<OrderKey, List<StoredEvent>> byOrder = fresh.stream().collect(groupingBy(StoredEvent::order));
        return earlier(byOrder.keySet())
                .map(earlier -> UnfitRecord.understand(() -> Projection.of(earlier, byOrder, json)))
                .flatMap(projection -> storeEvents(last, news, fresh)
                        .then(Mono.defer(() -> drawing.write(projection, counters)))
                        .then(Mono.defer(() -> count(counters))));
    }

    private Mono<Map<OrderKey, List<StoredEvent>>> earlier(Set<OrderKey> orders) {
        return rows(LedgerSql.EARLIER_EVENTS, orders)
                .text("restaurants", OrderKey::restaurantId)
                .text("orders", OrderKey::orderId)
                .statement()
                .map(row -> UnfitRecord.understand(() -> StoredEvents.read(row, json)))
                .all()
                .collect(groupingBy(StoredEvent::order));
    }

    private Mono<Void> storeEvents(Position last, List<Entry> news, List<StoredEvent> fresh) {
        Columns<Entry> columns = rows(LedgerSql.STORE_EVENTS, news)
                .text("restaurants", Entry::restaurantId)
                .text("events", Entry::eventId)
                .text("orders", entry -> entry.order().orderId())
                .number("versions", entry -> entry.order().version())
                .text("calls", entry -> entry.order().callId())
                .text("types", entry -> entry.order().eventType())
                .text("bodies", Entry::body)
                .text("times", entry -> entry.order().envelope().occurredAt())
                .number("offsets", Entry::offset);
        return new Columns<>(fresh, columns.statement())
                .number("positions", StoredEvent::position)
                .statement()
                .bind("topic", last.topic())
                .bind("partition", last.partition())
                .then();
    }

    private Mono<Void> count(Counters counters) {
        return rows(LedgerSql.COUNT, counters.byRestaurant().entrySet())
                .text("restaurants", Map.Entry::getKey)
                .number("positions", each -> each.getValue().position())
                .number("numbers", each -> each.getValue().number())
                .number("receipts", each -> each.getValue().receipt())
                .number("credits", each -> each.getValue().credit())
                .statement()
                .then();
    }

    private Mono<Void> besides(List<Entry> entries) {
        return Flux.fromIterable(Besides.statements(entries))
                .concatMap(
                        statement -> rows(statement, entries)
                                .text("restaurants", Entry::restaurantId)
                                .text("events", Entry::eventId)
                                .statement()
                                .then(),
                        1)
                .then();
    }

    private Mono<Void> moveFence(Position last, List<Entry> entries) {
        return rows(LedgerSql.MOVE_FENCE, entries)
                .text("restaurants", Entry::restaurantId)
                .text("events", Entry::eventId)
                .statement()
                .bind("topic", last.topic())
                .bind("partition", last.partition())
                .bind("next", last.offset() + 1)
                .then();
    }

    private Mono<List<Delivery<OrderRecord>>> lost(List<Entry> behind) {
        if (behind.isEmpty()) {
            return Mono.just(List.of());
        }
        return known(behind)
                .map(known -> behind.stream()
                        .filter(entry -> !known.contains(entry.name()))
                        .map(Entry::delivery)
                        .toList());
    }

    private <T> Columns<T> rows(String statement, Collection<T> rows) {
        return new Columns<>(rows, client.sql(statement));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
