package dev.sotto.orders.calls;

import dev.sotto.log.Delivery;
import dev.sotto.log.Forgotten;
import dev.sotto.log.Position;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Columns;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Reach;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.speech.SpeechRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes down a batch of what happened on calls, many at once. Nothing here depends on what is there already, so a batch
 * that comes again, in whole or in part, leaves the same rows.
 */
public final class CallBook {

    private final Postgres postgres;
    private final DatabaseClient client;
    private final Clock clock;
    private final Forgotten forgotten;

    /** @param forgotten whose words are not written down */
    public CallBook(Postgres postgres, Clock clock, Forgotten forgotten) {
        this.postgres = postgres;
        this.forgotten = forgotten;
        this.client = postgres.client();
        this.clock = clock;
    }

    public Mono<Void> write(List<? extends Delivery<? extends TopicRecord>> batch) {
        List<CallNote> notes = batch.stream()
                .flatMap(delivery -> {
                    TopicRecord record = delivery.value();
                    return record == null ? java.util.stream.Stream.<CallNote>of() : CallNote.of(record).stream();
                })
                .filter(note -> !note.restaurantId().isEmpty())
                .<CallNote>mapMulti((note, into) -> {
                    CallNote allowed = forgotten.call(note.callId()) ? note.withoutGuest() : note;
                    if (allowed != null) {
                        into.accept(allowed);
                    }
                })
                .toList();
        return notes.isEmpty()
                ? Mono.empty()
                : postgres.inTransaction(Reach.everyone(), written(notes).then(heard(batch)));
    }

    /** A device that may no longer be used. */
    public Mono<Void> revoked(Delivery<Revocation> delivery) {
        Revocation revocation = delivery.value();
        return revocation == null
                ? Mono.empty()
                : postgres.inTransaction(
                        Reach.everyone(),
                        client.sql(CallSql.REVOKE)
                                .bind("restaurant", revocation.envelope().restaurantId())
                                .bind("device", revocation.subjectId())
                                .bind("at", revocation.envelope().occurredAt().atOffset(ZoneOffset.UTC))
                                .then());
    }

    /** Tables of the months to come, made before the first row needs them. */
    public Mono<Void> makeMonths() {
        return postgres.inTransaction(
                Reach.everyone(),
                client.sql(CallSql.MAKE_MONTHS)
                        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .then());
    }

    private Mono<Void> written(List<CallNote> notes) {
        List<CallNote.Started> started = of(notes, CallNote.Started.class);
        List<CallNote.Became> became = of(notes, CallNote.Became.class);
        Collection<CallNote.Saying> saying = latest(of(notes, CallNote.Saying.class));
        List<CallNote.Said> said = of(notes, CallNote.Said.class);
        return begin(started)
                .then(devices(started.stream()
                        .filter(call -> call.call().deviceId() != null)
                        .toList()))
                .then(said(said))
                .then(become(became))
                .then(saying(saying))
                .then(readBack(of(notes, CallNote.ReadBack.class)))
                .then(ring(notes));
    }

    /** How far that is, of the topics that the history keeps too. */
    private Mono<Void> heard(List<? extends Delivery<? extends TopicRecord>> batch) {
        List<Position> kept = batch.stream()
                .filter(delivery -> delivery.value() instanceof CallRecord || delivery.value() instanceof SpeechRecord)
                .filter(delivery -> CallNote.of(delivery.require()).stream().anyMatch(CallNote::isKept))
                .map(Delivery::position)
                .toList();
        return kept.isEmpty()
                ? Mono.empty()
                : client.sql(CallSql.HEARD)
                        .bind("topics", Columns.texts(kept, Position::topic))
                        .bind(
                                "partitions",
                                kept.stream().map(Position::partition).toArray(Integer[]::new))
                        .bind("offsets", kept.stream().map(Position::offset).toArray(Long[]::new))
                        .then();
    }

    private Mono<Void> begin(List<CallNote.Started> calls) {
        return calls.isEmpty()
                ? Mono.empty()
                : keyed(CallSql.BEGIN, calls)
                        .bind("times", Columns.texts(calls, CallNote.Started::at))
                        .bind(
                                "sources",
                                Columns.texts(calls, each -> each.call().source()))
                        .bind(
                                "callers",
                                Columns.texts(calls, each -> each.call().callerNumber()))
                        .bind("called", Columns.texts(calls, each -> each.call().calledNumber()))
                        .bind("tables", Columns.texts(calls, each -> each.call().tableNumber()))
                        .bind(
                                "devices",
                                Columns.texts(calls, each -> each.call().deviceId()))
                        .bind(
                                "languages",
                                Columns.texts(calls, each -> each.call().language()))
                        .then();
    }

    private Mono<Void> devices(List<CallNote.Started> calls) {
        return calls.isEmpty()
                ? Mono.empty()
                : client.sql(CallSql.DEVICES)
                        .bind("restaurants", Columns.texts(calls, CallNote::restaurantId))
                        .bind(
                                "devices",
                                Columns.texts(calls, each -> each.call().deviceId()))
                        .bind("tables", Columns.texts(calls, each -> each.call().tableNumber()))
                        .bind("times", Columns.texts(calls, CallNote.Started::at))
                        .then();
    }

    private Mono<Void> become(List<CallNote.Became> changes) {
        return Flux.fromIterable(CallSql.BECAME.entrySet())
                .concatMap(
                        statement -> {
                            List<CallNote.Became> these = changes.stream()
                                    .filter(each -> each.what().equals(statement.getKey()))
                                    .toList();
                            return these.isEmpty()
                                    ? Mono.<Void>empty()
                                    : keyed(statement.getValue(), these)
                                            .bind("times", Columns.texts(these, CallNote.Became::at))
                                            .bind("said", Columns.texts(these, CallNote.Became::value))
                                            .then();
                        },
                        1)
                .then();
    }

    private Mono<Void> saying(Collection<CallNote.Saying> now) {
        return now.isEmpty()
                ? Mono.empty()
                : keyed(CallSql.SAYING, now)
                        .bind("words", Columns.texts(now, CallNote.Saying::words))
                        .then();
    }

    private Mono<Void> said(List<CallNote.Said> words) {
        return words.isEmpty()
                ? Mono.empty()
                : keyed(CallSql.SAID, words)
                        .bind("times", Columns.texts(words, CallNote.Said::at))
                        .bind("ids", Columns.texts(words, CallNote.Said::wordsId))
                        .bind("nths", words.stream().map(CallNote.Said::nth).toArray(Integer[]::new))
                        .bind("speakers", Columns.texts(words, CallNote.Said::speaker))
                        .bind("words", Columns.texts(words, CallNote.Said::words))
                        .bind("confidences", Columns.texts(words, CallNote.Said::confidence))
                        .then();
    }

    private Mono<Void> readBack(List<CallNote.ReadBack> readings) {
        return readings.isEmpty()
                ? Mono.empty()
                : keyed(CallSql.READ_BACK, readings)
                        .bind("times", Columns.texts(readings, CallNote.ReadBack::at))
                        .bind(
                                "revisions",
                                readings.stream()
                                        .map(CallNote.ReadBack::revision)
                                        .toArray(Long[]::new))
                        .bind(
                                "nths",
                                readings.stream().map(CallNote.ReadBack::nth).toArray(Integer[]::new))
                        .bind("lines", Columns.texts(readings, each -> String.join(" ", each.lines())))
                        .then();
    }

    private Mono<Void> ring(List<CallNote> notes) {
        return client.sql(CallSql.RING)
                .bind("channel", Bell.CALLS)
                .bind("restaurants", Columns.texts(notes, CallNote::restaurantId))
                .then();
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, Collection<? extends CallNote> notes) {
        return client.sql(sql)
                .bind("restaurants", Columns.texts(notes, CallNote::restaurantId))
                .bind("calls", Columns.texts(notes, CallNote::callId));
    }

    private static <N extends CallNote> List<N> of(List<CallNote> notes, Class<N> kind) {
        return notes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Of what was being said on a call only the last matters. */
    private static Collection<CallNote.Saying> latest(List<CallNote.Saying> notes) {
        Map<String, CallNote.Saying> last = new LinkedHashMap<>();
        notes.forEach(note -> last.put(note.restaurantId() + "/" + note.callId(), note));
        return last.values();
    }
}
