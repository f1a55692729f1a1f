package dev.sotto.load.sound;

import java.time.Duration;
import java.time.Instant;

/** Instants that a step of the wall clock cannot bend: read once, then counted on by the monotonic clock. */
public final class LineClock {
    private final Instant zero = Instant.now();
    private final long zeroNanos = System.nanoTime();

    public Instant now() {
        return at(System.nanoTime());
    }

    public Instant at(long nanoTime) {
        return zero.plusNanos(nanoTime - zeroNanos);
    }

    public long nanoTime(Instant instant) {
        return zeroNanos + Duration.between(zero, instant).toNanos();
    }
}
