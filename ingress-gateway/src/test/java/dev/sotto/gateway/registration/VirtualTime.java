package dev.sotto.gateway.registration;

import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so, on the clock and on the timers. */
final class VirtualTime implements Timers, InstantSource {

    private static final class Due implements Timer {

        private final Instant at;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        Due(Instant at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Due> waiting = new PriorityQueue<>(
            Comparator.<Due, Instant>comparing(due -> due.at).thenComparingLong(due -> due.order));
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private long order;

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        Due due = new Due(now.plus(delay), order++, action);
        waiting.add(due);
        return due;
    }

    void pass(Duration time) {
        Instant until = now.plus(time);
        while (!waiting.isEmpty() && !waiting.peek().at.isAfter(until)) {
            Due next = waiting.remove();
            now = next.at;
            if (!next.cancelled) {
                next.action.run();
            }
        }
        now = until;
    }
}
