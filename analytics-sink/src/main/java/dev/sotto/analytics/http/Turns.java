package dev.sotto.analytics.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often somebody may ask for what costs much: so many times within any minute. Thread-safe. */
final class Turns {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final int inAMinute;
    private final LongSupplier nanoTime;
    private final Map<String, ArrayDeque<Long>> taken = new HashMap<>();

    /** @param nanoTime the clock */
    Turns(int inAMinute, LongSupplier nanoTime) {
        this.inAMinute = inAMinute;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a turn where there is one.
     *
     * @param who one of a few: those who have a token
     * @return the seconds he has to wait; 0 when it is his turn
     */
    synchronized long take(String who) {
        long now = nanoTime.getAsLong();
        ArrayDeque<Long> his = taken.computeIfAbsent(who, any -> new ArrayDeque<>());
        while (!his.isEmpty() && now - his.peekFirst() >= MINUTE_NANOS) {
            his.removeFirst();
        }
        if (his.size() < inAMinute) {
            his.addLast(now);
            return 0;
        }
        long left = MINUTE_NANOS - (now - his.getFirst());
        return Math.max(1, Duration.ofNanos(left).plusMillis(999).toSeconds());
    }
}
