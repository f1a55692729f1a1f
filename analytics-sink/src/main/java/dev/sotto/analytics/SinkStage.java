package dev.sotto.analytics;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.AppendOutcome.Refused;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.log.Subscription;
import dev.sotto.schemas.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * One topic into one table, each record once: rows and offsets are committed together, and only then is the log told.
 * Until then questions find the rows in the hot store.
 * One batch is written at a time; while it is, or while the lake is away, the reader is asked for nothing more.
 */
final class SinkStage<V extends TopicRecord> {

    private final EventLog log;
    private final LakeDoor door;
    private final AnalyticsSettings settings;
    private final TableFeed<V> feed;
    private final String group;
    private final HotFeed<V> hot;
    private final Mono<Forgotten> forgetting;
    private final SinkGauges gauges;
    private volatile Forgotten forgotten = new Forgotten();

    /** @param forgetting whose words are not written down, as soon as it is known */
    SinkStage(
            EventLog log,
            LakeDoor door,
            HotStore hot,
            AnalyticsSettings settings,
            TableFeed<V> feed,
            Mono<Forgotten> forgetting,
            SinkGauges gauges) {
        this.forgetting = forgetting;
        this.log = log;
        this.door = door;
        this.settings = settings;
        this.feed = feed;
        this.group = settings.group() + "-" + feed.table().name();
        this.hot = new HotFeed<>(hot, feed.table(), gauges);
        this.gauges = gauges;
    }

    /** Completes after the batch that was being filled when {@code stop} spoke. */
    Mono<Void> run(Publisher<?> stop) {
        return forgetting
                .doOnNext(known -> forgotten = known)
                .flatMapMany(known -> log.read(Subscription.of(group, feed.topic())))
                .takeUntilOther(stop)
                .doOnSubscribe(begun -> hot.beginAnew())
                .doOnNext(gauges::entered)
                .concatMap(this::rowsOrBurial)
                .transform(this::shown)
                .bufferTimeout(settings.commitRecords(), settings.commitInterval(), Schedulers.parallel(), true)
                .concatMap(this::untilWritten, 1)
                .doOnNext(this::acknowledge)
                .then();
    }

    private Mono<Entry<V>> rowsOrBurial(Delivery<V> delivery) {
        try {
            return Mono.just(new Entry<>(delivery, allowed(feed.rows(delivery)), Instant.now()));
        } catch (IllegalArgumentException | IllegalStateException untrue) {
            return log.bury(delivery, group, untrue)
                    .doOnSuccess(buried -> gauges.dropped("poison", 1))
                    .then(Mono.empty());
        }
    }

    /** Records go on when questions can see them, a few at a time. */
    private Flux<Entry<V>> shown(Flux<Entry<V>> entries) {
        return entries.bufferTimeout(settings.hot().records(), settings.hot().every(), Schedulers.parallel(), true)
                .concatMap(
                        batch -> Mono.fromRunnable(() -> hot.show(batch))
                                .subscribeOn(Schedulers.boundedElastic())
                                .thenReturn(batch),
                        1)
                .concatMapIterable(batch -> batch, 1);
    }

    /** Only a lake that is away is waited for; anything else is a fault of ours and ends the stage. */
    private Mono<Written<V>> untilWritten(List<Entry<V>> batch) {
        return door.lake()
                .flatMap(lake -> Mono.fromCallable(() -> write(batch, lake.table(feed.table())))
                        .subscribeOn(Schedulers.boundedElastic()))
                .doOnError(gauges::failed)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                        .maxBackoff(Duration.ofSeconds(10))
                        .filter(LakeUnavailable.class::isInstance));
    }

    private Written<V> write(List<Entry<V>> batch, LakeTable table) {
        while (true) {
            Offsets held = table.offsets();
            Fresh<V> fresh = Fresh.of(batch, held);
            // Asked again: whoever wanted to be forgotten meanwhile is in no file that is yet to be written.
            List<Row> rows = allowed(fresh.entries().stream()
                    .flatMap(entry -> entry.rows().stream())
                    .toList());
            if (rows.isEmpty()) {
                hot.held(batch, held);
                return new Written<>(batch, fresh.entries());
            }
            long began = System.nanoTime();
            switch (table.append(rows, held, fresh.moved())) {
                case Appended appended -> {
                    gauges.committed(appended, System.nanoTime() - began);
                    hot.held(batch, appended.held());
                    return new Written<>(batch, fresh.entries());
                }
                case Refused refused -> gauges.refused(refused);
            }
        }
    }

    private List<Row> allowed(List<Row> rows) {
        List<String> words = feed.table().guestWords();
        return rows.stream()
                .map(row -> forgotten.order(row.text("order_id"), row.text("call_id")) ? row.without(words) : row)
                .toList();
    }

    private void acknowledge(Written<V> written) {
        written.batch().forEach(entry -> entry.delivery().acknowledge());
        gauges.left(written);
    }

    /** A record and its rows. */
    record Entry<V>(Delivery<V> delivery, List<Row> rows, Instant enteredAt) {

        boolean isHeldBy(Offsets offsets) {
            return offsets.holds(
                    delivery.position().partition(), delivery.position().offset());
        }
    }

    /** A batch that is in the table, and the part of it that was not there before. */
    record Written<V>(List<Entry<V>> batch, List<Entry<V>> fresh) {}
}
