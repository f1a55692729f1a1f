package dev.sotto.orders;

import dev.sotto.log.Delivery;
import dev.sotto.orders.ledger.Written;
import dev.sotto.orders.store.Fault;
import dev.sotto.schemas.order.OrderRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went in, what came out, what was dropped and why; how long it took; and whether it is waiting. */
final class OrderMeters {

    /** What the stage waits for. */
    record Wait(Instant since, String why) {}

    private final MeterRegistry registry;
    private final Clock clock;
    private final Counter in;
    private final Counter applied;
    private final Counter repeated;
    private final Counter retries;
    private final Timer stage;
    private volatile @Nullable Wait wait;
    private volatile Duration lag = Duration.ZERO;
    private volatile Instant lagSeenAt = Instant.EPOCH;

    /** A lag that was seen longer ago says nothing: since then nothing came. */
    private static final Duration LAG_HOLDS = Duration.ofSeconds(10);

    OrderMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.in = Counter.builder("sotto.orders.in")
                .description("Order events delivered to the stage")
                .register(registry);
        this.applied = Counter.builder("sotto.orders.out")
                .description("Order events committed, by whether they were new")
                .tag("kind", "applied")
                .register(registry);
        this.repeated =
                Counter.builder("sotto.orders.out").tag("kind", "repeated").register(registry);
        this.retries = Counter.builder("sotto.orders.retries")
                .description("Batches tried again because the database was away")
                .register(registry);
        this.stage = Timer.builder("sotto.orders.stage")
                .description("From the delivery of an order event to its commit")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder("sotto.orders.lag.seconds", () -> lag().toMillis() / 1000.0)
                .description("Age of the order events being written, from their append to their commit")
                .register(registry);
        Gauge.builder("sotto.orders.waiting.seconds", () -> waitingFor().toMillis() / 1000.0)
                .description("How long the stage has been waiting for the database")
                .register(registry);
    }

    /** Counts the delivery in, and lets its acknowledgement stop the clock. */
    Delivery<OrderRecord> entered(Delivery<OrderRecord> delivery) {
        in.increment();
        Timer.Sample sample = Timer.start(registry);
        return new Delivery<>(
                delivery.key(), delivery.value(), delivery.position(), delivery.appendedAt(), delivery.trace(), () -> {
                    sample.stop(stage);
                    delivery.acknowledge();
                });
    }

    void left(List<Delivery<OrderRecord>> batch, Written written) {
        wait = null;
        lag = Duration.between(batch.getFirst().appendedAt(), clock.instant());
        lagSeenAt = clock.instant();
        applied.increment(written.applied());
        repeated.increment(written.repeated());
    }

    void dropped(String reason) {
        registry.counter("sotto.orders.dropped", "reason", reason).increment();
    }

    void waiting(List<Delivery<OrderRecord>> batch, Throwable why) {
        retries.increment();
        Wait now = wait;
        Instant since = now == null ? clock.instant() : now.since();
        wait = new Wait(since, batch.size() + " order events wait for the database: " + Fault.sentence(why));
    }

    /** What the stage waits for; null when it does not. */
    @Nullable
    Wait waitsFor() {
        return wait;
    }

    /** How old the events are that are being written; nothing when none are. */
    Duration lag() {
        return Duration.between(lagSeenAt, clock.instant()).compareTo(LAG_HOLDS) > 0 ? Duration.ZERO : lag;
    }

    private Duration waitingFor() {
        Wait now = wait;
        return now == null ? Duration.ZERO : Duration.between(now.since(), clock.instant());
    }
}
