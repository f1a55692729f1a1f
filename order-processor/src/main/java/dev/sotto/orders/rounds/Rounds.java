package dev.sotto.orders.rounds;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Work that begins when the service does, goes on by itself and is broken off when the service stops. */
public abstract class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private static final Duration BEFORE_THE_FIRST_HOUR = Duration.ofMinutes(1);

    private @Nullable Disposable running;

    /**
     * What needs doing now and then beside the rounds, such as forgetting: soon after the start and once an hour from then on.
     * What fails is done the next time.
     */
    protected final Flux<Void> eachHour(Supplier<Mono<Void>> work) {
        return Flux.interval(BEFORE_THE_FIRST_HOUR, Duration.ofHours(1))
                .onBackpressureDrop()
                .concatMap(
                        hour -> Mono.defer(work)
                                .doOnError(fault -> LOG.warn(
                                        "{} tidies up an hour later: {}",
                                        getClass().getSimpleName(),
                                        fault.toString()))
                                .onErrorComplete(),
                        1);
    }

    /** The work from now on. It gets over its own failures: with one that reaches its end the work is over. */
    protected abstract Publisher<?> rounds();

    @Override
    public final synchronized void start() {
        if (running == null) {
            running = Flux.from(rounds())
                    .subscribe(
                            done -> {},
                            fault -> LOG.error("{} works no more", getClass().getSimpleName(), fault));
        }
    }

    @Override
    public final synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return running != null;
    }
}
