package dev.sotto.dialogue.colleague.desk;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket without a clock of its own: what was taken when decides its level, so the same records fill and empty it
 * alike on every worker and after every restart. It may be overdrawn, since what an answer takes is known when it is there.
 */
final class Bucket {
    private static final double SECONDS_IN_A_MINUTE = 60;

    private final double capacity;
    private final double perSecond;
    private double level;
    private Instant at;

    /** Full at the beginning; holds what a minute brings. */
    Bucket(long perMinute, Instant begin) {
        this.capacity = perMinute;
        this.perSecond = perMinute / SECONDS_IN_A_MINUTE;
        this.level = capacity;
        this.at = begin;
    }

    void take(double amount, Instant when) {
        refill(when);
        level -= amount;
    }

    /** How long until so much is in it, with so much promised to others; more than it holds counts as all it holds. */
    Duration until(double amount, double promised, Instant now) {
        refill(now);
        double missing = Math.min(amount, capacity) - (level - promised);
        return missing <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(missing / perSecond * 1000));
    }

    private void refill(Instant now) {
        if (now.isAfter(at)) {
            double seconds = Duration.between(at, now).toNanos() / 1e9;
            level = Math.min(capacity, level + seconds * perSecond);
            at = now;
        }
    }
}
