package dev.sotto.orders.store;

import dev.sotto.orders.rounds.Rounds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Keeps looking how far the replica is, where there is one. */
public final class ReplicaWatch extends Rounds {

    /** Two small questions; for so long after a change a restaurant's pages are read from the database itself. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final @Nullable Replica replica;

    public ReplicaWatch(Postgres postgres, MeterRegistry registry) {
        this.replica = postgres.replica();
        if (replica != null) {
            Gauge.builder("sotto.orders.replica.lag.seconds", replica, Replica::lagSeconds)
                    .description("How far the replica is behind at most; -1 where nobody knows")
                    .register(registry);
            FunctionCounter.builder("sotto.orders.looks", replica, Replica::asked)
                    .tag("at", "replica")
                    .register(registry);
            FunctionCounter.builder("sotto.orders.looks", replica, Replica::passedOver)
                    .tag("at", "primary")
                    .register(registry);
        }
    }

    @Override
    protected Publisher<?> rounds() {
        return replica == null
                ? Flux.never()
                : Flux.interval(Duration.ZERO, LOOK_EVERY).onBackpressureDrop().concatMap(tick -> replica.look(), 1);
    }
}
