package dev.sotto.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether a service is asked at all. One that fails again and again costs every caller its patience; so it is left alone
 * for a while, then tried once, and trusted again when that is answered.
 */
public final class Breaker {
    private static final int FAILURES = 3;
    private static final Duration REST = Duration.ofSeconds(30);

    private sealed interface State {
        record Trusted(int failures) implements State {}

        record Resting(Instant until) implements State {}

        record Trying() implements State {}
    }

    private final InstantSource clock;
    private State state = new State.Trusted(0);

    public Breaker(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the next question may go there; of those after a rest only the first. */
    public synchronized boolean permits() {
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

    public synchronized void answered() {
        state = new State.Trusted(0);
    }

    public synchronized void failed() {
        state = switch (state) {
            case State.Trusted(int failures) when failures + 1 < FAILURES -> new State.Trusted(failures + 1);
            case State.Trusted _, State.Trying _, State.Resting _ ->
                new State.Resting(clock.instant().plus(REST));
        };
    }

    /** A trial that led to nothing, because nobody wanted an answer after all. */
    public synchronized void undecided() {
        if (state instanceof State.Trying) {
            state = new State.Resting(clock.instant());
        }
    }

    public synchronized boolean isTrusted() {
        return state instanceof State.Trusted;
    }
}
