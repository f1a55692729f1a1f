package dev.sotto.dialogue;

import dev.sotto.log.Delivery;
import dev.sotto.schemas.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls and speech are two topics: after a restart words may arrive before the call they belong to. They wait here,
 * unacknowledged, until the call has begun or nobody can expect it any more. Bounded: what does not fit is dropped.
 */
final class EarlyWords {
    private static final int MOST_PER_CALL = 8;
    private static final int MOST_CALLS = 1000;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Duration patience;
    private final Map<String, List<Waiting>> waiting = new ConcurrentHashMap<>();

    record Waiting(Delivery<TopicRecord> delivery, Incoming incoming, long sinceNanos) {}

    EarlyWords(Duration patience) {
        this.patience = patience;
    }

    /** False when there is no room. */
    boolean keep(Delivery<TopicRecord> delivery, Incoming incoming) {
        @Nullable
        List<Waiting> kept = waiting.compute(incoming.callId(), (call, known) -> {
            List<Waiting> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
            boolean again =
                    all.stream().anyMatch(one -> one.incoming().position().equals(incoming.position()));
            if (!again && all.size() < MOST_PER_CALL && (known != null || waiting.size() < MOST_CALLS)) {
                all.add(new Waiting(delivery, incoming, System.nanoTime()));
            }
            return all.isEmpty() ? null : all;
        });
        return kept != null
                && kept.stream().anyMatch(one -> one.incoming().position().equals(incoming.position()));
    }

    /** What waits for a call that has begun, oldest first; it goes on waiting until it is {@link #done}. */
    Flux<Waiting> release(String callId, boolean begun) {
        return Flux.fromIterable(begun ? waiting.getOrDefault(callId, List.of()) : List.of());
    }

    void done(Waiting answered) {
        waiting.computeIfPresent(answered.incoming().callId(), (call, known) -> {
            List<Waiting> left =
                    known.stream().filter(one -> !one.equals(answered)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    Flux<Void> givingUp(BiFunction<Delivery<?>, String, Mono<Void>> drop) {
        return Flux.interval(SWEEP)
                .onBackpressureDrop()
                .concatMapIterable(_ -> List.copyOf(waiting.keySet()), 1)
                .concatMapIterable(this::expired, 1)
                .concatMap(late -> drop.apply(late.delivery(), "orphan"), 1);
    }

    private List<Waiting> expired(String callId) {
        List<Waiting> late = new ArrayList<>();
        waiting.computeIfPresent(callId, (call, known) -> {
            long now = System.nanoTime();
            boolean isLate = now - known.getFirst().sinceNanos() > patience.toNanos();
            late.addAll(isLate ? known : List.of());
            return isLate ? null : known;
        });
        return late;
    }
}
