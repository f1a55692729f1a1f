package dev.sotto.log.replay;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps a copy to so many records a second, so that live calls do not feel it. For one thread. */
final class Pace {

    private static final double STEPS_PER_SECOND = 5;
    private static final long PATIENCE_NANOS = 100_000_000;

    private final double recordsPerSecond;
    private final long began = System.nanoTime();
    private long records;

    /** @param recordsPerSecond at most; infinite for as fast as it goes */
    Pace(double recordsPerSecond) {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("A rate must be above 0 records a second, not " + recordsPerSecond);
        }
        this.recordsPerSecond = recordsPerSecond;
    }

    /** How many may go in one step, so that a slow pace is no row of bursts. */
    int step() {
        return (int) Math.clamp(recordsPerSecond / STEPS_PER_SECOND, 1, 10_000);
    }

    /** Waits until these may follow those before, or until told not to go on. */
    void await(int more, BooleanSupplier goOn) {
        records += more;
        long due = began + (long) (records / recordsPerSecond * 1e9);
        for (long left = due - System.nanoTime(); left > 0 && goOn.getAsBoolean(); left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, PATIENCE_NANOS));
        }
    }
}
