package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
final class VirtualTimers implements Timers {

    private static final class Due implements Timer {

        private final long at;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        Due(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.<Due>comparingLong(due -> due.at).thenComparingLong(due -> due.order));
    private long now;
    private long order;

    @Override
    public Timer after(Duration delay, Runnable action) {
        Due due = new Due(now + delay.toMillis(), order++, action);
        waiting.add(due);
        return due;
    }

    void pass(Duration time) {
        long until = now + time.toMillis();
        while (!waiting.isEmpty() && waiting.peek().at <= until) {
            Due next = waiting.remove();
            now = next.at;
            if (!next.cancelled) {
                next.action.run();
            }
        }
        now = until;
    }

    /** In milliseconds. */
    long now() {
        return now;
    }

    boolean isIdle() {
        return waiting.stream().allMatch(due -> due.cancelled);
    }
}
