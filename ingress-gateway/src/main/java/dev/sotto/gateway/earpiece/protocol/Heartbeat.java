package dev.sotto.gateway.earpiece.protocol;

import java.time.Duration;

/**
 * When to ask a silent device whether it is still there: seldom on a line that holds, since each answer costs a phone its
 * sleep; often on one that broke, since a dead line must be noticed before the waiter does. Times are nanoseconds of one
 * clock.
 */
public final class Heartbeat {

    public static final Duration SHORTEST = Duration.ofSeconds(5);
    public static final Duration USUAL = Duration.ofSeconds(15);

    /** Proxies and radio networks forget a line on which nothing passed for a minute. */
    public static final Duration LONGEST = Duration.ofSeconds(50);

    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    /** What is to be done now. */
    public enum Due {
        NOTHING,
        ASK,
        GIVE_UP
    }

    private Duration interval;
    private Duration roundTrip = Duration.ofSeconds(1);
    private long heardNanos;
    private long askedNanos;
    private boolean asked;

    public Heartbeat(Duration first, long nowNanos) {
        this.interval = clamp(first, SHORTEST, LONGEST);
        this.heardNanos = nowNanos;
    }

    /** Anything a device sends is a sign of life; an answer tells how long the line is and lets us ask less. */
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
        if (asked) {
            asked = false;
            roundTrip = Duration.ofNanos(nowNanos - askedNanos);
            interval = clamp(interval.multipliedBy(3).dividedBy(2), SHORTEST, LONGEST);
        }
    }

    public Due beat(long nowNanos) {
        if (asked) {
            return nowNanos - askedNanos > patience().toNanos() ? Due.GIVE_UP : Due.NOTHING;
        }
        if (nowNanos - heardNanos < interval.toNanos()) {
            return Due.NOTHING;
        }
        asked = true;
        askedNanos = nowNanos;
        return Due.ASK;
    }

    /** Within this time the device hears from us again, or the line is dead. */
    public Duration within() {
        return interval.multipliedBy(3).dividedBy(2).plus(patience());
    }

    /** What to begin with when this line broke and the device comes back. */
    public Duration afterACut() {
        return clamp(interval.dividedBy(2), SHORTEST, LONGEST);
    }

    private Duration patience() {
        return clamp(roundTrip.multipliedBy(4), SHORTEST_PATIENCE, LONGEST_PATIENCE);
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }
}
