package dev.sotto.orders.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a replica holds all that is known to have changed. What the database had written at a moment says what a replica
 * must have applied to be as it was then; what changed later is not on it for certain. Times are nanoseconds of one clock,
 * positions bytes of the write-ahead log. Thread-safe.
 */
final class Freshness {

    /** What happened to no restaurant in particular. */
    static final String EVERYWHERE = "";

    private final long lagAtMostNanos;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Map<String, Long> changes = new ConcurrentHashMap<>();
    private boolean known;
    private long asOf;
    private long changedEverywhere;

    /** Where the log stood, asked at a moment; what was committed before lies before it. */
    private record Sample(long atNanos, long position) {}

    /** @param nowNanos before this nothing is known */
    Freshness(long lagAtMostNanos, long nowNanos) {
        this.lagAtMostNanos = lagAtMostNanos;
        this.asOf = nowNanos;
        this.changedEverywhere = nowNanos;
    }

    /** The database had written so much when it was asked, at the earliest at this time. */
    synchronized void written(long atNanos, long position) {
        samples.addLast(new Sample(atNanos, position));
        while (atNanos - samples.getFirst().atNanos() > lagAtMostNanos) {
            samples.removeFirst();
        }
    }

    /** The replica has applied so much. */
    synchronized void applied(long position) {
        while (!samples.isEmpty() && samples.getFirst().position() <= position) {
            asOf = samples.removeFirst().atNanos();
            known = true;
        }
        changes.values().removeIf(at -> asOf - at > 0);
    }

    /** Nothing is known of the replica any longer; what it was as of may not even come back. */
    synchronized void lost() {
        known = false;
        samples.clear();
    }

    /** Something of the restaurant changed, at the latest at this time. */
    synchronized void changed(String restaurantId, long atNanos) {
        if (restaurantId.equals(EVERYWHERE)) {
            changedEverywhere = atNanos;
        } else {
            changes.put(restaurantId, atNanos);
        }
    }

    /** Whether the replica is near enough and nothing of the restaurant is known to have changed since. */
    synchronized boolean has(String restaurantId, long nowNanos) {
        Long changed = changes.get(restaurantId);
        return isNear(nowNanos) && asOf - changedEverywhere > 0 && (changed == null || asOf - changed > 0);
    }

    /** Whether it is known and not too far behind. */
    synchronized boolean isNear(long nowNanos) {
        return known && nowNanos - asOf <= lagAtMostNanos;
    }

    /** How far it is behind at most, in seconds; -1 where nobody knows. */
    synchronized double lagSeconds(long nowNanos) {
        return known ? (nowNanos - asOf) / 1e9 : -1;
    }
}
