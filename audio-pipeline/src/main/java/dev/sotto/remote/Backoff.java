package dev.sotto.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Twice as long each time, and never all at once: a provider that is busy is not helped by a chorus. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(150);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Backoff() {}

    /** Somewhere between half and the whole of what this attempt, counted from 1, may wait. */
    public static long millis(int attempt) {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(10, attempt - 1));
        return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
    }

    public static Executor before(int attempt) {
        return CompletableFuture.delayedExecutor(millis(attempt), TimeUnit.MILLISECONDS);
    }
}
