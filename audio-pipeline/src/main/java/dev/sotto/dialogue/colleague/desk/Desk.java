package dev.sotto.dialogue.colleague.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * The line before one colleague. Who waits hardest comes first; of equals, the restaurant that has fewest at the desk and
 * was served longest ago, so that a busy one does not starve the rest. Nobody is served beyond the provider's limits, and
 * who could only be served too late is told so at once. Back-pressure: bounded by the calls that wait, one question each.
 */
public final class Desk {
    /** Restaurants whose turn is remembered; who is forgotten counts as not served for long. */
    private static final int MOST_REMEMBERED = 10_000;

    private final String colleague;
    private final int places;
    private final Ledger ledger;
    private final Scheduler timer;
    private final InstantSource clock;
    private final List<Waiting> line = new ArrayList<>();
    private final Map<String, Integer> atDesk = new HashMap<>();
    private final Map<String, Long> lastServed = new HashMap<>();
    private long served;
    private int taken;
    private @Nullable Disposable alarm;

    public Desk(String colleague, int places, Ledger ledger, Scheduler timer, InstantSource clock) {
        this.colleague = colleague;
        this.places = places;
        this.ledger = ledger;
        this.timer = timer;
        this.clock = clock;
    }

    private static final class Waiting {
        private final Visitor visitor;
        private final MonoSink<Waiting> sink;
        private boolean atDesk;

        Waiting(Visitor visitor, MonoSink<Waiting> sink) {
            this.visitor = visitor;
            this.sink = sink;
        }
    }

    /** Does the work when it is this visitor's turn; fails with {@link LateException} where that would be too late. */
    public <T> Mono<T> serve(Visitor visitor, Mono<T> work) {
        return Mono.usingWhen(place(visitor), _ -> work, waiting -> Mono.fromRunnable(() -> leave(waiting)));
    }

    private Mono<Waiting> place(Visitor visitor) {
        return Mono.create(sink -> {
            Waiting waiting = new Waiting(visitor, sink);
            sink.onCancel(() -> leave(waiting));
            synchronized (this) {
                line.add(waiting);
            }
            advance();
        });
    }

    private void leave(Waiting waiting) {
        synchronized (this) {
            line.remove(waiting);
            if (!waiting.atDesk) {
                return;
            }
            waiting.atDesk = false;
            taken--;
            atDesk.computeIfPresent(
                    waiting.visitor.restaurantId(), (tenant, count) -> count == 1 ? null : Integer.valueOf(count - 1));
        }
        advance();
    }

    private void advance() {
        List<Waiting> called = new ArrayList<>();
        List<Waiting> late = new ArrayList<>();
        synchronized (this) {
            for (Waiting next = next(); next != null; next = next()) {
                Duration wait = ledger.wait(colleague, next.visitor.tokens());
                Instant then = clock.instant().plus(wait);
                if (!then.isBefore(next.visitor.deadline())) {
                    line.remove(next);
                    late.add(next);
                } else if (taken >= places) {
                    break;
                } else if (!wait.isZero()) {
                    wake(wait);
                    break;
                } else {
                    seat(next);
                    called.add(next);
                }
            }
        }
        late.forEach(one -> one.sink.error(new LateException(colleague)));
        called.forEach(one -> one.sink.success(one));
    }

    private @Nullable Waiting next() {
        return line.stream()
                .min(Comparator.<Waiting, Priority>comparing(one -> one.visitor.priority())
                        .thenComparingInt(one -> atDesk.getOrDefault(one.visitor.restaurantId(), 0))
                        .thenComparingLong(one -> lastServed.getOrDefault(one.visitor.restaurantId(), 0L)))
                .orElse(null);
    }

    private void seat(Waiting next) {
        String tenant = next.visitor.restaurantId();
        line.remove(next);
        next.atDesk = true;
        taken++;
        atDesk.merge(tenant, 1, Integer::sum);
        if (lastServed.size() >= MOST_REMEMBERED) {
            lastServed.clear();
        }
        lastServed.put(tenant, ++served);
        ledger.promise(colleague, next.visitor.id(), next.visitor.tokens());
    }

    private void wake(Duration wait) {
        if (alarm == null || alarm.isDisposed()) {
            alarm = timer.schedule(this::rung, Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    private void rung() {
        synchronized (this) {
            alarm = null;
        }
        advance();
    }
}
