package dev.sotto.orders.erasure;

import dev.sotto.log.Delivery;
import dev.sotto.orders.ledger.StoredEvents;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.orders.store.Scrub;
import dev.sotto.schemas.erasure.ErasureAsked;
import dev.sotto.schemas.erasure.ErasureDone;
import dev.sotto.schemas.erasure.ErasureRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;

/**
 * Leaves the tables without a guest when the log asks for it. All rows in one transaction, then their bytes; a request is
 * acknowledged only after it was said what was done, so one that was cut off is done again, and then finds nothing.
 */
public final class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final String TIER = "postgresql";

    /** Rows of these were written anew or dropped. */
    private static final List<String> TABLES = List.of(
            "order_events",
            "commands",
            "orders",
            "order_lines",
            "bookings",
            "claims",
            "claim_pictures",
            "callbacks",
            "calls",
            "call_words",
            "call_readings");

    /** Between reading an event and its row lie milliseconds. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(1);

    private static final int MOST_PASSES = 10;

    private static final Pattern BY_ORDER = Pattern.compile(":orders\\b");

    private final Postgres postgres;
    private final Erasures erasures;
    private final Scrub scrub;
    private final ObjectMapper json;

    public Forgetting(Postgres postgres, Erasures erasures, Scrub scrub, ObjectMapper json) {
        this.postgres = postgres;
        this.erasures = erasures;
        this.scrub = scrub;
        this.json = json;
    }

    public Mono<Void> write(List<Delivery<ErasureRecord>> batch) {
        return Flux.fromIterable(batch)
                .concatMap(delivery -> written(delivery.value()), 1)
                .then();
    }

    private Mono<Void> written(@Nullable ErasureRecord record) {
        return record != null && record.event() instanceof ErasureAsked asked && !erasures.isDone(record, TIER)
                ? forget(record, asked)
                : Mono.empty();
    }

    /** What was read before we heard of the request may be written behind a pass, so passes follow until one finds nothing. */
    private Mono<Void> forget(ErasureRecord request, ErasureAsked asked) {
        String restaurant = request.envelope().restaurantId();
        Mono<Map<String, Long>> pass = postgres.inTransaction(Reach.everyone(), rows(restaurant, asked));
        Map<String, Long> all = new LinkedHashMap<>();
        return pass.repeatWhen(passes -> passes.take(MOST_PASSES).delayElements(WRITTEN_WITHIN))
                .doOnNext(changed -> changed.forEach((rows, count) -> all.merge(rows, count, Long::sum)))
                .takeUntil(changed -> changed.values().stream().allMatch(count -> count == 0))
                .then(Mono.just(all))
                .flatMap(changed -> scrub.bytesOf(TABLES)
                        .flatMap(remains -> erasures.done(request, new ErasureDone(TIER, changed, remains)))
                        .doOnSuccess(done -> LOG.info(
                                "Erasure {} of {}: rows changed {}", request.erasureId(), restaurant, changed)));
    }

    private Mono<Map<String, Long>> rows(String restaurant, ErasureAsked asked) {
        Map<String, Long> changed = new LinkedHashMap<>();
        return Flux.fromIterable(ErasureSql.ERASE.entrySet())
                .concatMap(
                        statement -> bound(statement.getValue(), restaurant, asked)
                                .fetch()
                                .rowsUpdated()
                                .doOnNext(count -> changed.put(statement.getKey(), count)),
                        1)
                .then(events(restaurant, asked))
                .doOnNext(count -> changed.put("events", count))
                .then(postgres.client()
                        .sql(ErasureSql.RING)
                        .bind("restaurant", restaurant)
                        .then())
                .thenReturn(changed);
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, String restaurant, ErasureAsked asked) {
        DatabaseClient.GenericExecuteSpec spec = postgres.client().sql(sql).bind("restaurant", restaurant);
        return BY_ORDER.matcher(sql).find()
                ? spec.bind("orders", asked.orders().toArray(String[]::new))
                : spec.bind("calls", asked.calls().toArray(String[]::new));
    }

    private Mono<Long> events(String restaurant, ErasureAsked asked) {
        return postgres.client()
                .sql(ErasureSql.EVENTS)
                .bind("restaurant", restaurant)
                .bind("orders", asked.orders().toArray(String[]::new))
                .map(row -> new Event(
                        Objects.requireNonNull(row.get("event_id", String.class)),
                        StoredEvents.withoutGuest(
                                Objects.requireNonNull(row.get("type", String.class)),
                                Objects.requireNonNull(row.get("body", String.class)),
                                json),
                        Boolean.TRUE.equals(row.get("waiting", Boolean.class))))
                .all()
                .collectList()
                .flatMap(events -> redrawn(restaurant, ErasureSql.REDRAW_EVENTS, events, false)
                        .flatMap(stored -> redrawn(restaurant, ErasureSql.REDRAW_COMMANDS, events, true)
                                .map(waiting -> stored + waiting)));
    }

    private Mono<Long> redrawn(String restaurant, String sql, List<Event> events, boolean waiting) {
        List<String> ids = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        events.stream().filter(event -> event.waiting() == waiting).forEach(event -> {
            ids.add(event.id());
            bodies.add(event.body());
        });
        return ids.isEmpty()
                ? Mono.just(0L)
                : postgres.client()
                        .sql(sql)
                        .bind("restaurant", restaurant)
                        .bind("events", ids.toArray(String[]::new))
                        .bind("bodies", bodies.toArray(String[]::new))
                        .fetch()
                        .rowsUpdated();
    }

    private record Event(String id, String body, boolean waiting) {}
}
