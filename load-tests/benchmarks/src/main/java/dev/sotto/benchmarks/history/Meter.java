package dev.sotto.benchmarks.history;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How many rows a second, by the clock and by the measured thread's own processor time. */
final class Meter {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long rows;
    private long nanos;
    private long cpuNanos;

    void measure(long more, Runnable work) {
        long began = System.nanoTime();
        long cpuBegan = threads.getCurrentThreadCpuTime();
        work.run();
        cpuNanos += threads.getCurrentThreadCpuTime() - cpuBegan;
        nanos += System.nanoTime() - began;
        rows += more;
    }

    double perCpuSecond() {
        return rows * 1e9 / cpuNanos;
    }

    @Override
    public String toString() {
        return "%,.0f rows/s, %,.0f rows a second of its processor time".formatted(rows * 1e9 / nanos, perCpuSecond());
    }
}
