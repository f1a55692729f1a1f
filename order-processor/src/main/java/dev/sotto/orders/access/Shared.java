package dev.sotto.orders.access;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * One source for many who come and go. Whoever came in the very moment the last one left would be joined to what is just
 * being ended, and be told that it was cancelled; a page that is loaded anew leaves and comes in that moment. So a source runs
 * on for a while when nobody listens, and who still meets its end is joined to a new one.
 */
public final class Shared {

    /** Longer than a page takes to be loaded anew. */
    private static final Duration RUNS_ON = Duration.ofSeconds(3);

    private static final int TRIES = 10;

    private Shared() {}

    /** Who comes later hears what comes later. */
    public static <T> Flux<T> of(Flux<T> source) {
        return joinedAnew(source.publish().refCount(1, RUNS_ON));
    }

    /** Who comes later hears the last first. */
    public static <T> Flux<T> withTheLast(Flux<T> source) {
        return joinedAnew(source.replay(1).refCount(1, RUNS_ON));
    }

    private static <T> Flux<T> joinedAnew(Flux<T> shared) {
        return shared.retryWhen(Retry.max(TRIES)
                .filter(CancellationException.class::isInstance)
                .transientErrors(true)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }
}
