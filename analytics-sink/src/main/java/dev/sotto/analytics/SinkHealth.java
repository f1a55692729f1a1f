package dev.sotto.analytics;

import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.log.EventLog;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** Says in sentences whether records arrive in the tables and, when not, since when and why. */
final class SinkHealth implements ReactiveHealthIndicator {

    private static final Duration BROKER_ANSWERS = Duration.ofSeconds(2);

    private final EventLog log;
    private final LakeDoor door;
    private final HotStore hot;
    private final SinkWork work;

    SinkHealth(EventLog log, LakeDoor door, HotStore hot, SinkWork work) {
        this.log = log;
        this.door = door;
        this.hot = hot;
        this.work = work;
    }

    @Override
    public Mono<Health> health() {
        return log.ping(BROKER_ANSWERS)
                .thenReturn("answers")
                .onErrorResume(away -> Mono.just("away: " + away.getMessage()))
                .map(this::health);
    }

    private Health health(String broker) {
        Throwable lakeAway = door.failure();
        boolean up = broker.equals("answers")
                && lakeAway == null
                && work.gauges().stream().allMatch(SinkGauges::healthy);
        Health.Builder health = up ? Health.up() : Health.down();
        health.withDetail("log", broker);
        health.withDetail("lake", lakeAway == null ? "open" : "away: " + lakeAway.getMessage());
        Throwable hotAway = hot.failure();
        health.withDetail(
                "hot",
                hotAway == null ? "answers" : hotAway.getMessage() + "; answers lack the last seconds until it does");
        work.gauges().forEach(gauges -> health.withDetail(gauges.table(), gauges.sentence()));
        return health.build();
    }
}
