package dev.sotto.speech.engine.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether an engine is asked at all. One that fails again and again costs every caller its patience; so it is left alone
 * for a while, then tried with one turn, and trusted again when that is heard.
 */
final class Breaker {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(30);

    private sealed interface State {
        record Trusted(int failures) implements State {}

        record Resting(Instant until) implements State {}

        record Trying() implements State {}
    }

    private final InstantSource clock;
    private State state = new State.Trusted(0);

    Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the next turn may go there; of those after a rest only the first. */
    synchronized boolean permits() {
        return switch (state) {
            case State.Trusted _ -> true;
            case State.Trying _ -> false;
            case State.Resting(Instant until) -> {
                boolean rested = !clock.instant().isBefore(until);
                state = rested ? new State.Trying() : state;
                yield rested;
            }
        };
    }

    synchronized void heard() {
        state = new State.Trusted(0);
    }

    synchronized void failed() {
        state = switch (state) {
            case State.Trusted(int failures) when failures + 1 < FAILURES -> new State.Trusted(failures + 1);
            case State.Trusted _, State.Trying _, State.Resting _ ->
                new State.Resting(clock.instant().plus(REST));
        };
    }

    /** A trial turn that led to nothing, because nobody spoke after all. */
    synchronized void undecided() {
        if (state instanceof State.Trying) {
            state = new State.Resting(clock.instant());
        }
    }

    synchronized boolean isTrusted() {
        return state instanceof State.Trusted;
    }
}
