package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.hot.HotStoreAway;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.RewriteOutcome.Outrun;
import dev.sotto.analytics.lake.RewriteOutcome.Rewritten;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.rollup.RollUp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.function.Tuple2;

/**
 * Does the tables' chores round by round, one at a time, resting longer than it worked. Of several processes one at a
 * time does them; when it dies another takes over.
 */
public final class Upkeep implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    /** Tables stay right without upkeep, only slower to read; that is worth an alarm when it lasts. */
    private static final Duration MISSED_FOR = Duration.ofHours(1);

    private final LakeDoor door;
    private final HotStore hot;
    private final RollUp rollUp;
    private final UpkeepSettings settings;
    private final List<UpkeepGauges> gauges = new ArrayList<>();
    private final Scheduler thread = Schedulers.newBoundedElastic(1, 64, "upkeep");
    private volatile @Nullable Throwable failure;
    private volatile Instant succeededAt = Instant.now();
    private @Nullable Disposable running;

    public Upkeep(LakeDoor door, HotStore hot, RollUp rollUp, UpkeepSettings settings, MeterRegistry meters) {
        this.door = door;
        this.hot = hot;
        this.rollUp = rollUp;
        this.settings = settings;
        TableShape.STORED.forEach(shape -> gauges.add(new UpkeepGauges(shape.name(), meters)));
    }

    @Override
    public void start() {
        running = door.lake()
                .flatMapMany(lake -> {
                    List<TableUpkeep> tables = TableShape.STORED.stream()
                            .map(shape -> new TableUpkeep(shape, lake, settings))
                            .toList();
                    return Mono.delay(settings.every())
                            .then(Mono.defer(() -> round(lake, tables)))
                            .onErrorResume(LakeUnavailable.class, this::failed)
                            .repeat();
                })
                .subscribe(done -> {}, fault -> log.error("The upkeep of the tables stopped working", fault));
    }

    /** Empty also when another process is at it. */
    private Mono<Void> round(Lake lake, List<TableUpkeep> tables) {
        return Mono.usingWhen(
                worked(() -> lake.hold("upkeep")),
                held -> paced(() -> rollUp.passWhenDue(lake))
                        .thenMany(Flux.range(0, tables.size()))
                        .concatMap(index -> round(tables.get(index), gauges.get(index)))
                        .then(worked(() -> dropLeftBehind(lake)))
                        .then(Mono.fromRunnable(this::succeeded)),
                held -> worked(() -> {
                    held.close();
                    return true;
                }));
    }

    /** Hot rows of workers that died after their commit; questions do not count them, but they are to be forgotten too. */
    private int dropLeftBehind(Lake lake) {
        try {
            return TableShape.ALL.stream()
                    .mapToInt(shape -> hot.drop(shape, lake.table(shape).offsets()))
                    .sum();
        } catch (HotStoreAway away) {
            log.info("Rows left behind stay for now: {}", away.getMessage());
            return 0;
        }
    }

    private Mono<Void> round(TableUpkeep table, UpkeepGauges own) {
        return worked(() -> table.plan(Instant.now()))
                .flatMapIterable(plan -> plan)
                .concatMap(rewrite -> paced(() -> carryOut(table, rewrite, own)))
                .then(paced(() -> tidy(table, own)))
                .then();
    }

    private static boolean carryOut(TableUpkeep table, Rewrite rewrite, UpkeepGauges own) {
        long began = System.nanoTime();
        switch (table.carryOut(rewrite)) {
            case Rewritten done -> own.rewritten(rewrite, done, Duration.ofNanos(System.nanoTime() - began));
            case Outrun _ -> own.outrun(rewrite);
        }
        return true;
    }

    private static boolean tidy(TableUpkeep table, UpkeepGauges own) {
        Instant now = Instant.now();
        own.tidied(table.gatherManifests(), table.forgetSnapshots(now), table.removeLeftovers(now));
        own.counted(table.files());
        return true;
    }

    /** Works, then rests so long that working is no more than its share of the time. */
    private <T> Mono<T> paced(Callable<T> work) {
        return worked(work)
                .elapsed(thread)
                .delayUntil(done -> Mono.delay(Duration.ofMillis((long) (done.getT1() * (1 / settings.share() - 1)))))
                .map(Tuple2::getT2);
    }

    private <T> Mono<T> worked(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(thread);
    }

    private void succeeded() {
        failure = null;
        succeededAt = Instant.now();
    }

    private Mono<Void> failed(LakeUnavailable why) {
        failure = why;
        log.warn("The tables could not be tidied: {}", why.getMessage());
        return Mono.empty();
    }

    @Override
    public Health health() {
        Throwable why = failure;
        boolean missed = why != null && succeededAt.plus(MISSED_FOR).isBefore(Instant.now());
        Health.Builder health = missed ? Health.down() : Health.up();
        if (why != null) {
            health.withDetail("failing", "not tidied since " + succeededAt + ": " + why.getMessage());
        }
        gauges.forEach(own -> health.withDetail(own.table(), own.sentence()));
        return health.build();
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
        }
        thread.dispose();
    }

    @Override
    public boolean isRunning() {
        return running != null && !running.isDisposed();
    }
}
