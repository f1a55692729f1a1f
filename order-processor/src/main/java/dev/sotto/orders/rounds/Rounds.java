package dev.sotto.orders.rounds;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Work that begins when the service does, goes on by itself and is broken off when the service stops. */
public abstract class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private @Nullable Disposable running;

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
