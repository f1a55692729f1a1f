package dev.sotto.analytics;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.rows.TableFeed;
import dev.sotto.log.EventLog;
import dev.sotto.log.Forgotten;
import dev.sotto.schemas.TopicRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Runs the stages for as long as the service lives, and lets them finish their batch when it ends. */
final class SinkWork implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SinkWork.class);

    /** A batch takes a second at most when the lake answers; when it does not, the log keeps the records. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final List<Mono<Void>> stages = new ArrayList<>();
    private final List<SinkGauges> gauges = new ArrayList<>();
    private final Sinks.One<Boolean> stop = Sinks.one();
    private final Sinks.One<Boolean> stopped = Sinks.one();
    private final Mono<Void> warmUp;
    private @Nullable Disposable running;

    SinkWork(
            EventLog eventLog,
            LakeDoor door,
            HotStore hot,
            Questions questions,
            Mono<Forgotten> forgetting,
            AnalyticsSettings settings,
            MeterRegistry meters) {
        TableFeed.ALL.forEach(feed -> stages.add(stage(eventLog, door, hot, forgetting, settings, feed, meters)));
        this.warmUp = door.lake().then(questions.warmUp());
    }

    List<SinkGauges> gauges() {
        return gauges;
    }

    private <V extends TopicRecord> Mono<Void> stage(
            EventLog eventLog,
            LakeDoor door,
            HotStore hot,
            Mono<Forgotten> forgetting,
            AnalyticsSettings settings,
            TableFeed<V> feed,
            MeterRegistry meters) {
        SinkGauges own = new SinkGauges(feed.table().name(), settings.commitInterval(), meters);
        gauges.add(own);
        return new SinkStage<>(eventLog, door, hot, settings, feed, forgetting, own)
                .run(stop.asMono())
                .doOnError(own::failed)
                .doOnError(fault -> log.error("{} failed and begins again", own.table(), fault))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)));
    }

    @Override
    public void start() {
        running = Flux.fromIterable(stages)
                .flatMap(stage -> stage, stages.size())
                .mergeWith(warmUp)
                .subscribe(
                        nothing -> {},
                        fault -> log.error("The analytics sink stopped working", fault),
                        () -> stopped.tryEmitValue(true));
    }

    @Override
    public void stop() {
        stop.tryEmitValue(true);
        try {
            stopped.asMono().block(LAST_BATCH);
        } catch (IllegalStateException unfinished) {
            log.info("The last batch was not committed; the log delivers it again.");
        }
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null && !running.isDisposed();
    }
}
