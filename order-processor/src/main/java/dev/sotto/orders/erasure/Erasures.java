package dev.sotto.orders.erasure;

import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.erasure.ErasureAsked;
import dev.sotto.schemas.erasure.ErasureDone;
import dev.sotto.schemas.erasure.ErasureRecord;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who was asked to be forgotten and what became of it. The request is a record in the log that names his calls and
 * orders and nothing of himself; every part of the system reads it there, does its own, and says so there.
 */
public final class Erasures {

    private final Postgres postgres;
    private final StateTable<ErasureRecord> table;
    private final Mono<Forgotten> forgotten;

    public Erasures(Postgres postgres, EventLog log) {
        this.postgres = postgres;
        this.table = log.table(Topics.PRIVACY_ERASURES);
        this.forgotten = Forgotten.known(table);
    }

    /** Whose words may not be written down, as soon as it is known. */
    public Mono<Forgotten> forgotten() {
        return forgotten;
    }

    boolean areKnown() {
        return table.isKnown();
    }

    /** What is known of whoever has this number. */
    Mono<Traces> find(String restaurantId, PhoneNumber number) {
        return postgres.reading(
                        Reach.of(restaurantId),
                        postgres.client()
                                .sql(ErasureSql.FIND)
                                .bind("restaurant", restaurantId)
                                .bind("pattern", number.pattern())
                                .map(Erasures::traces)
                                .all())
                .single();
    }

    private static Traces traces(Readable row) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String counted : ErasureSql.counted()) {
            counts.put(counted, Objects.requireNonNull(row.get(counted, Long.class)));
        }
        return new Traces(
                List.of(Objects.requireNonNull(row.get("call_ids", String[].class))),
                List.of(Objects.requireNonNull(row.get("order_ids", String[].class))),
                counts,
                Boolean.TRUE.equals(row.get("talking", Boolean.class)));
    }

    /** Completes when the request is durable; from then on nothing written down anew holds anything of him. */
    Mono<Standing> ask(String restaurantId, PhoneNumber number, Traces traces, String by) {
        String id = DerivedId.of("erasure", restaurantId, traces.calls(), traces.orders());
        ErasureAsked asked = new ErasureAsked(by, number.ending(), traces.calls(), traces.orders(), traces.rows());
        ErasureRecord record = new ErasureRecord(Envelope.of(Topics.PRIVACY_ERASURES, restaurantId, id), id, asked);
        return table.put(record.key(), record, Trace.start())
                .then(Mono.fromCallable(() -> Objects.requireNonNull(standing(restaurantId, id))));
    }

    /** A reader that thinks a request takes too long delivers it again. */
    boolean isDone(ErasureRecord request, String tier) {
        return request.isDoneBy(table.get(request.keyOfDone(tier)));
    }

    Mono<Void> done(ErasureRecord request, ErasureDone done) {
        ErasureRecord record = new ErasureRecord(
                Envelope.of(
                        Topics.PRIVACY_ERASURES,
                        request.envelope().restaurantId(),
                        DerivedId.of(request.erasureId(), done.tier())),
                request.erasureId(),
                done);
        return table.put(record.key(), record, Trace.start());
    }

    /** Null when this restaurant has no such request. */
    @Nullable
    Standing standing(String restaurantId, String id) {
        return all(restaurantId).stream()
                .filter(standing -> standing.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The newest first. */
    List<Standing> all(String restaurantId) {
        List<ErasureRecord> records = table.values().stream()
                .filter(record -> record.envelope().restaurantId().equals(restaurantId))
                .toList();
        return records.stream()
                .flatMap(record -> record.event() instanceof ErasureAsked asked
                        ? Stream.of(Standing.of(record, asked, records))
                        : Stream.empty())
                .sorted(Comparator.comparing(Standing::askedAt).reversed())
                .toList();
    }

    /**
     * A request and how far it is.
     *
     * @param calls how many calls were his
     * @param orders how many orders, bookings, claims and wishes to be called back
     * @param done what was done, by the part of the system that did it
     * @param isDone whether every part has done its own
     * @param topics what the log itself still holds of him, and until when
     */
    public record Standing(
            String id,
            Instant askedAt,
            String by,
            String phoneEnding,
            int calls,
            int orders,
            Map<String, Long> found,
            List<Done> done,
            boolean isDone,
            List<Remainder> topics) {

        private static final List<String> PARTS = List.of("postgresql", "history");

        static Standing of(ErasureRecord request, ErasureAsked asked, List<ErasureRecord> records) {
            List<Done> done = records.stream()
                    .filter(record -> record.erasureId().equals(request.erasureId()))
                    .flatMap(record -> record.event() instanceof ErasureDone one
                            ? Stream.of(
                                    new Done(one.tier(), record.envelope().occurredAt(), one.changed(), one.remains()))
                            : Stream.empty())
                    .sorted(Comparator.comparing(Done::at))
                    .toList();
            Instant at = request.envelope().occurredAt();
            return new Standing(
                    request.erasureId(),
                    at,
                    asked.by(),
                    asked.phoneEnding(),
                    asked.calls().size(),
                    asked.orders().size(),
                    asked.found(),
                    done,
                    done.stream().map(Done::part).toList().containsAll(PARTS),
                    Remainder.of(at));
        }
    }

    /** What one part of the system did. */
    public record Done(String part, Instant at, Map<String, Long> changed, String remains) {}
}
