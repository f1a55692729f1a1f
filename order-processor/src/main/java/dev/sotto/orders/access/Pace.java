package dev.sotto.orders.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often each client may come: so many at once, then one whenever its share of the minute is over. Of a client only the
 * moment is kept at which all of its requests would have been due (GCRA, ITU-T I.371), and of clients only the latest.
 */
final class Pace {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    /** An entry is some 200 bytes. */
    private static final int CLIENTS = 50_000;

    private final String name;
    private final String policy;
    private final long shareNanos;
    private final LongSupplier nanoTime;
    private final Cache<String, Long> due = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterWrite(Duration.ofNanos(WINDOW_NANOS))
            .executor(Runnable::run)
            .build();

    Pace(String name, int perMinute, LongSupplier nanoTime) {
        this.name = name;
        this.policy = "\"" + name + "\";q=" + perMinute + ";w=60";
        this.shareNanos = WINDOW_NANOS / perMinute;
        this.nanoTime = nanoTime;
    }

    /**
     * What became of a request.
     *
     * @param left how many more may come at once
     * @param waitSeconds until the next may come, where this one may not; else until as many may come as at the start
     */
    record Turn(boolean granted, long left, long waitSeconds) {}

    Turn take(String client) {
        long now = nanoTime.getAsLong();
        boolean[] granted = new boolean[1];
        long until = due.asMap().compute(client, (any, before) -> {
            long next = (before == null || before - now < 0 ? now : before) + shareNanos;
            granted[0] = next - now <= WINDOW_NANOS;
            return granted[0] || before == null ? Long.valueOf(next) : before;
        });
        long ahead = until - now;
        long left = (WINDOW_NANOS - ahead) / shareNanos;
        return granted[0]
                ? new Turn(true, left, seconds(ahead))
                : new Turn(false, 0, seconds(ahead + shareNanos - WINDOW_NANOS));
    }

    long clients() {
        due.cleanUp();
        return due.estimatedSize();
    }

    /** As draft-ietf-httpapi-ratelimit-headers names a policy. */
    String policy() {
        return policy;
    }

    String standing(Turn turn) {
        return "\"" + name + "\";r=" + turn.left() + ";t=" + turn.waitSeconds();
    }

    private static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos()));
    }
}
