package dev.sotto.load.phone;

import java.time.Duration;
import java.time.Instant;

/** Instants that a step of the wall clock cannot bend: read once, then counted on by the monotonic clock. */
final class LineClock {
    private final Instant zero = Instant.now();
    private final long zeroNanos = System.nanoTime();

    Instant now() {
        return at(System.nanoTime());
    }

    Instant at(long nanoTime) {
        return zero.plusNanos(nanoTime - zeroNanos);
    }

    long nanoTime(Instant instant) {
        return zeroNanos + Duration.between(zero, instant).toNanos();
    }
}
