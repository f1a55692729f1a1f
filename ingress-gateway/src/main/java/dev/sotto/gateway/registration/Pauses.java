package dev.sotto.gateway.registration;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When an account is heard of again. Every pause is drawn from a span, so that two hundred accounts that began together,
 * or lost their registrar together, do not come together.
 */
final class Pauses {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(2);
    static final Duration REFUSED = Duration.ofMinutes(5);

    private final Duration refresh;
    private final RandomGenerator random;
    private int failures;

    Pauses(Duration refresh, RandomGenerator random) {
        this.refresh = refresh;
        this.random = random;
    }

    /** Twice the refresh: one renewal may be lost and the registration still stands. */
    int wanted() {
        return (int) refresh.multipliedBy(2).toSeconds();
    }

    void worked() {
        failures = 0;
    }

    /** From 80 to 100 % of the refresh, and early enough when less was granted than asked. */
    Duration renewal(int grantedSeconds) {
        Duration granted = Duration.ofSeconds(grantedSeconds);
        Duration early = granted.multipliedBy(3).dividedBy(4);
        return spread(refresh.compareTo(early) < 0 ? refresh : early, 0.8, 1.0);
    }

    /** Doubles from a second to two minutes. */
    Duration afterFailure(Duration atLeast) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures++, 10));
        Duration pause = spread(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, 0.5, 1.0);
        return pause.compareTo(atLeast) < 0 ? atLeast.plus(spread(FIRST, 0, 1.0)) : pause;
    }

    Duration afterRefusal() {
        return spread(REFUSED, 0.8, 1.2);
    }

    private Duration spread(Duration whole, double from, double to) {
        return Duration.ofMillis((long) (whole.toMillis() * (from + (to - from) * random.nextDouble())));
    }
}
