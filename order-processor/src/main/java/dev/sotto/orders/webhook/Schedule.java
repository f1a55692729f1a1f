package dev.sotto.orders.webhook;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** When a letter that was not taken is brought again: soon at first, then for days, and never all at the same moment. */
final class Schedule {

    /** As Standard Webhooks proposes; 75 hours in all. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double SPREAD = 0.2;

    private Schedule() {}

    /** Negative when it has been tried often enough. */
    static Duration after(int tries) {
        if (tries > WAITS.size()) {
            return Duration.ofSeconds(-1);
        }
        double spread = 1 + SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (WAITS.get(Math.max(0, tries - 1)).toMillis() * spread));
    }
}
