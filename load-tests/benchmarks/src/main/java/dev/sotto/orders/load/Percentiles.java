package dev.sotto.orders.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** So many times in milliseconds, written by many threads. */
final class Percentiles {

    private final double[] millis;
    private final AtomicInteger next = new AtomicInteger();

    Percentiles(int atMost) {
        this.millis = new double[atMost];
    }

    void add(long nanos) {
        int at = next.getAndIncrement();
        if (at < millis.length) {
            millis[at] = nanos / 1e6;
        }
    }

    int count() {
        return Math.min(next.get(), millis.length);
    }

    double sum() {
        return Arrays.stream(millis, 0, count()).sum();
    }

    double at(double part) {
        double[] sorted = Arrays.copyOf(millis, count());
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, of %,d",
                at(0.5),
                at(0.95),
                at(0.99),
                count());
    }
}
