package dev.sotto.analytics.erasure;

import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.query.Questions;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.StateTable;
import dev.sotto.log.Subscription;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.erasure.ErasureAsked;
import dev.sotto.schemas.erasure.ErasureDone;
import dev.sotto.schemas.erasure.ErasureRecord;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Does what the log asks for: a guest is to be forgotten. A request is acknowledged after it was said what was done, so
 * one that was cut off at any point is done again, and finds less.
 */
public final class ErasureWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);
    private static final String TIER = "history";

    private final EventLog log;
    private final StateTable<ErasureRecord> erasures;
    private final HistoryErasure history;
    private final Questions questions;
    private final String group;
    private final Duration settled;
    private @Nullable Disposable running;

    /** @param commitInterval how long rows are gathered before they are in a file */
    public ErasureWork(
            EventLog log,
            StateTable<ErasureRecord> erasures,
            HistoryErasure history,
            Questions questions,
            String group,
            Duration commitInterval) {
        this.log = log;
        this.erasures = erasures;
        this.history = history;
        this.questions = questions;
        this.group = group + "-erasures";
        this.settled = commitInterval.multipliedBy(2);
    }

    @Override
    public void start() {
        // Each instance has copies of files of its own.
        erasures.onChange(key -> {
            ErasureRecord record = erasures.get(key);
            if (record != null
                    && record.event() instanceof ErasureDone done
                    && done.tier().equals(TIER)) {
                Schedulers.boundedElastic().schedule(questions::forget);
            }
        });
        running = log.read(Subscription.of(group, Topics.PRIVACY_ERASURES))
                .concatMap(this::settle, 1)
                .doOnError(fault -> LOG.error("An erasure failed and begins again", fault))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofMinutes(1)))
                .subscribe();
    }

    private Mono<Void> settle(Delivery<ErasureRecord> delivery) {
        ErasureRecord record = delivery.value();
        Mono<Void> work = record != null && record.event() instanceof ErasureAsked asked && !isDone(record)
                ? forget(record, asked).retryWhen(untilAllAnswer(record))
                : Mono.empty();
        return work.doOnSuccess(done -> delivery.acknowledge());
    }

    /** A reader that thinks our work takes too long delivers it again. */
    private boolean isDone(ErasureRecord request) {
        return request.isDoneBy(erasures.get(request.keyOfDone(TIER)));
    }

    private static Retry untilAllAnswer(ErasureRecord record) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                .maxBackoff(Duration.ofSeconds(30))
                .filter(failed -> failed instanceof LakeUnavailable
                        || failed instanceof HotStoreAway
                        || failed instanceof LogUnavailable)
                .doBeforeRetry(retry -> LOG.warn(
                        "Erasure {} waits: {}",
                        record.erasureId(),
                        retry.failure().getMessage()));
    }

    /**
     * What was read before we heard of the request may be in a file only after its commit, so after the first pass
     * others follow, until one finds nothing.
     */
    private Mono<Void> forget(ErasureRecord request, ErasureAsked asked) {
        Subject subject = Subject.of(request.envelope().restaurantId(), asked);
        Map<String, Long> changed = new TreeMap<>();
        return history.rows(subject)
                .doOnNext(rows -> add(changed, rows))
                .then(Mono.defer(() -> Mono.delay(settled)
                        .then(history.rows(subject))
                        .doOnNext(rows -> add(changed, rows))
                        .repeat()
                        .takeUntil(Map::isEmpty)
                        .then()))
                .then(Mono.defer(history::bytes))
                .flatMap(remains -> done(request, new ErasureDone(TIER, changed, remains)))
                .doOnSuccess(done -> LOG.info("Erasure {}: {} left without words", request.erasureId(), changed));
    }

    private static void add(Map<String, Long> changed, Map<String, Long> rows) {
        rows.forEach((table, count) -> changed.merge(table, count, Long::sum));
    }

    private Mono<Void> done(ErasureRecord request, ErasureDone done) {
        String id = DerivedId.of(request.erasureId(), TIER);
        ErasureRecord record = new ErasureRecord(
                Envelope.of(Topics.PRIVACY_ERASURES, request.envelope().restaurantId(), id), request.erasureId(), done);
        return erasures.put(record.key(), record, Trace.start());
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
