package dev.sotto.log.replay;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.operate.Audit;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.log.replay.ReplayAnswer.Conflicting;
import dev.sotto.log.replay.ReplayAnswer.Taken;
import dev.sotto.log.replay.ReplayAnswer.Unfit;
import dev.sotto.log.replay.ReplayAnswer.Unknown;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayEvent;
import dev.sotto.schemas.operation.ReplayRecord;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayTask;
import dev.sotto.schemas.operation.ReplayWish;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What operators want copied, and how far that is. All of it stands in a compacted topic, so that whoever restarts goes on
 * with it and everybody sees the same. Each wish is written down as an operator's action before it is taken. Thread-safe.
 */
public final class Replays {

    private static final int KNOWN_AT_MOST = 100;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Conflicting TOO_MANY = new Conflicting(
            KNOWN_AT_MOST + " replays are known already; those that are over are forgotten after a week.");

    private final StateTable<ReplayRecord> table;
    private final Audit audit;

    /** @param log through which wishes are written; it closes what is opened here */
    public Replays(EventLog log) {
        this.table = log.table(Topics.OPERATORS_REPLAYS);
        this.audit = new Audit(log);
    }

    /**
     * All that are known, the newest wish first; a week after a replay is over nothing is known of it.
     *
     * @return fails with {@link LogUnavailable} when the log does not answer in time
     */
    public Mono<List<Replayed>> all() {
        return known().then(Mono.fromSupplier(this::now));
    }

    /** As {@link #all} for one, by the topic its copies go to or, where only one has it, by its name; empty when there is none. */
    public Mono<Replayed> find(String idOrName) {
        return all().flatMap(all -> {
            List<Replayed> found = all.stream()
                    .filter(one ->
                            one.id().equals(idOrName) || one.asked().name().equals(idOrName))
                    .toList();
            return found.size() == 1 ? Mono.just(found.getFirst()) : Mono.empty();
        });
    }

    /**
     * Wishes a replay, or wishes the same one to go on, perhaps at another rate.
     *
     * @param recordsPerSecond at most; 0 for as fast as it goes
     * @param onlyCount true to copy nothing
     * @param operator who wishes it
     */
    public Mono<ReplayAnswer> ask(
            Passage passage, String name, double recordsPerSecond, boolean onlyCount, String operator, String reason) {
        String unfit = ReplayTerms.unfit(passage, name, recordsPerSecond, reason);
        if (unfit != null) {
            return Mono.just(new Unfit(unfit));
        }
        String id = ShadowTopic.beside(passage.topic(), name).name();
        ReplayAsked asked = new ReplayAsked(
                name,
                passage.topic(),
                passage.since(),
                passage.before(),
                passage.restaurantId(),
                passage.key(),
                recordsPerSecond,
                onlyCount,
                ReplayWish.RUN,
                operator,
                reason,
                null,
                null);
        return known().then(Mono.defer(() -> {
            Replayed before = now(id);
            if (before == null && now().size() >= KNOWN_AT_MOST) {
                return Mono.just(TOO_MANY);
            }
            if (before != null
                    && (before.asked().task() != null
                            || (!before.asked().onlyCount()
                                    && !ReplayTerms.passage(before.asked()).equals(passage)))) {
                return Mono.just(new Conflicting(ReplayTerms.conflict(before)));
            }
            String words = passage + (onlyCount ? ", only counted" : "") + (reason.isEmpty() ? "" : ": " + reason);
            // What was counted is not what was copied.
            Mono<Void> anew = before != null && before.asked().onlyCount() != onlyCount
                    ? table.remove(ReplayRecord.keyOfStanding(id), Trace.start())
                    : Mono.empty();
            return anew.then(take(id, asked, OperationKind.REPLAY_BEGUN, words));
        }));
    }

    /** As {@link #find}, the one that has this name and this kind of task. */
    public Mono<Replayed> known(ReplayAsked wanted) {
        ReplayTask task = Objects.requireNonNull(wanted.task(), "only what has a task is taken");
        return find(ReplayTerms.id(wanted.name(), task));
    }

    /**
     * Gives one that has a task to the process that will work at it, from now on alone: a new one, the same one again,
     * which goes on where it was told to be, or begins anew where it was complete. See {@link Errand}.
     *
     * @param wanted with its task and its worker
     */
    public Mono<ReplayAnswer> take(ReplayAsked wanted) {
        ReplayTask task = Objects.requireNonNull(wanted.task(), "only what has a task is taken");
        String unfit = ReplayTerms.unfit(
                ReplayTerms.passage(wanted), wanted.name(), wanted.recordsPerSecond(), wanted.reason());
        if (unfit != null) {
            return Mono.just(new Unfit(unfit));
        }
        String id = ReplayTerms.id(wanted.name(), task);
        return known().then(Mono.defer(() -> {
            Replayed before = now(id);
            if (before == null) {
                return now().size() >= KNOWN_AT_MOST
                        ? Mono.just(TOO_MANY)
                        : take(id, ReplayTerms.ended(wanted), ReplayTerms.begun(task), ReplayTerms.words(wanted));
            }
            ReplayAsked same = wanted.before() == null && before.asked().before() != null
                    ? wanted.upTo(before.asked().before())
                    : wanted;
            boolean isSame = ReplayTerms.passage(same).equals(ReplayTerms.passage(before.asked()))
                    && task.equals(before.asked().task());
            // Of a rebuild nothing lasts that another could be mixed with.
            boolean anew = before.state() == ReplayState.COMPLETE
                    || (task instanceof RebuildTask && before.state().isOver());
            if (!isSame && !(task instanceof RebuildTask && anew)) {
                return Mono.just(new Conflicting(ReplayTerms.conflict(before)));
            }
            return anew
                    ? table.remove(ReplayRecord.keyOfStanding(id), Trace.start())
                            .then(take(id, same, ReplayTerms.begun(task), ReplayTerms.words(same)))
                    : take(id, same, OperationKind.REPLAY_RESUMED, ReplayTerms.words(same));
        }));
    }

    /**
     * Wishes that one goes on, rests or is given up.
     *
     * @param operator who wishes it
     */
    public Mono<ReplayAnswer> wish(String idOrName, ReplayWish wish, String operator, String reason) {
        String tooLong = ReplayTerms.unfit(reason);
        if (tooLong != null) {
            return Mono.just(new Unfit(tooLong));
        }
        return find(idOrName)
                .flatMap(one -> one.state().isOver() && wish != ReplayWish.RUN
                        ? Mono.just(new Conflicting(one.id() + " is over already."))
                        : take(one.id(), one.asked().with(wish, operator, reason), ReplayTerms.kind(wish), reason))
                .switchIfEmpty(Mono.fromSupplier(
                        () -> new Unknown("There is no replay " + idOrName + ", or several have that name.")));
    }

    private Mono<ReplayAnswer> take(String id, ReplayAsked asked, OperationKind kind, String words) {
        ReplayRecord record = record(id, asked);
        return audit.write(id, asked.restaurantId(), kind, asked.operator(), words)
                .then(table.put(record.key(), record, Trace.start()))
                .then(Mono.fromSupplier(() -> new Taken(Objects.requireNonNull(now(id)))));
    }

    /** Says how far one is. */
    Mono<Void> tell(Replayed replay, ReplayStanding standing) {
        ReplayRecord record = record(replay.id(), standing, replay.asked().restaurantId());
        return table.put(record.key(), record, Trace.start());
    }

    /** Says, once for each wish, that one has come to its end. */
    Mono<Void> tellEnd(Replayed replay, String words) {
        ReplayAsked asked = replay.asked();
        return audit.writeOnce(
                replay.wishId(),
                replay.id(),
                asked.restaurantId(),
                asked.task() instanceof RebuildTask ? OperationKind.REBUILD_ENDED : OperationKind.REPLAY_ENDED,
                asked.operator(),
                words);
    }

    /** Takes back what is known of one. */
    Mono<Void> forget(Replayed replay) {
        return table.remove(ReplayRecord.keyOfStanding(replay.id()), Trace.start())
                .then(table.remove(replay.id(), Trace.start()));
    }

    boolean isKnown() {
        return table.isKnown();
    }

    /** Those that are known here now. */
    List<Replayed> now() {
        return table.values().stream()
                .filter(record -> record.event() instanceof ReplayAsked)
                .map(ReplayRecord::replayId)
                .map(this::now)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Replayed::askedAt).reversed())
                .toList();
    }

    @Nullable
    Replayed now(String id) {
        ReplayRecord wish = table.get(id);
        if (wish == null || !(wish.event() instanceof ReplayAsked asked)) {
            return null;
        }
        ReplayRecord told = table.get(ReplayRecord.keyOfStanding(id));
        ReplayStanding standing = told != null && told.event() instanceof ReplayStanding known
                ? known
                : ReplayStanding.unread("", ReplayState.WAITING);
        return new Replayed(
                id,
                asked,
                wish.envelope().eventId(),
                wish.envelope().occurredAt(),
                standing,
                told == null ? null : told.envelope().occurredAt());
    }

    private Mono<Void> known() {
        return table.caughtUp()
                .timeout(LIMIT)
                .onErrorMap(
                        TimeoutException.class, late -> new LogUnavailable("the log does not tell of replays", late));
    }

    private static ReplayRecord record(String id, ReplayAsked asked) {
        return record(id, asked, asked.restaurantId());
    }

    private static ReplayRecord record(String id, ReplayEvent event, @Nullable String restaurantId) {
        String tenant = restaurantId == null ? "*" : restaurantId;
        return new ReplayRecord(Envelope.unique(Topics.OPERATORS_REPLAYS, tenant), id, event);
    }
}
