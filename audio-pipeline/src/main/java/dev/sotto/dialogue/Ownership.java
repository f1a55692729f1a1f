package dev.sotto.dialogue;

import dev.sotto.log.Receipt;
import dev.sotto.log.StateTable;
import dev.sotto.log.Trace;
import dev.sotto.schemas.dialogue.Closed;
import dev.sotto.schemas.dialogue.DialogueState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which conversations this process leads. Before it answers a call for the first time it waits until everything the last
 * owner wrote has been read; some time after a call is over its state is removed. The state outlives the call because
 * records of it that were not yet acknowledged may come again, and must then find it closed.
 */
final class Ownership {
    private static final Duration SWEEP = Duration.ofSeconds(5);
    /** A call that never ended, because its gateway died, is not remembered for ever. */
    private static final Duration LONGEST_CALL = Duration.ofHours(24);

    private final StateTable<DialogueState> states;
    private final Duration forgetAfter;
    private final Map<String, Receipt> mine = new ConcurrentHashMap<>();

    Ownership(StateTable<DialogueState> states, Duration forgetAfter) {
        this.states = states;
        this.forgetAfter = forgetAfter;
    }

    /** @param receipt of what is to be answered; once it is void another process may have led the conversation on */
    Mono<Void> take(String callId, Receipt receipt) {
        Receipt last = mine.get(callId);
        Mono<Void> known = last != null && !last.isVoid() ? Mono.empty() : states.caughtUp();
        return known.then(Mono.fromRunnable(() -> mine.put(callId, receipt)));
    }

    /** Removes what is over; other processes do the same for theirs. */
    Flux<Void> forgetting() {
        return Flux.interval(SWEEP)
                .onBackpressureDrop()
                .concatMapIterable(_ -> states.values(), 1)
                .filter(this::isOver)
                .concatMap(this::forget, 1);
    }

    private boolean isOver(DialogueState state) {
        Duration age = Duration.between(state.envelope().occurredAt(), Instant.now());
        boolean closed = state.phase() instanceof Closed;
        // Left behind by a process that died: whoever lives removes it, but long after its owner would have.
        Duration limit =
                closed ? (mine.containsKey(state.callId()) ? forgetAfter : forgetAfter.multipliedBy(10)) : LONGEST_CALL;
        return age.compareTo(limit) > 0;
    }

    private Mono<Void> forget(DialogueState state) {
        return states.remove(state.callId(), Trace.start())
                .doOnSuccess(_ -> mine.remove(state.callId()))
                .onErrorComplete(dev.sotto.log.LogUnavailable.class);
    }
}
