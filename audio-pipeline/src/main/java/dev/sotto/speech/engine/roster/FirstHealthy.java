package dev.sotto.speech.engine.roster;

import dev.sotto.remote.Breaker;
import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SoundBuffer;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several engines as one: a turn goes to the first that is ready and trusted, and when that fails in the middle of it, with
 * all its sound to the next. Whoever failed rests, so that later turns start with the healthy one.
 */
final class FirstHealthy implements SpeechEngine {
    private static final Logger LOG = LoggerFactory.getLogger(FirstHealthy.class);

    private final List<Guarded> engines;

    /** An engine and whether it is to be asked. */
    record Guarded(SpeechEngine engine, Breaker breaker) {
        boolean isReady(String language) {
            return engine.readiness(language) instanceof Readiness.Ready;
        }
    }

    FirstHealthy(List<Guarded> engines) {
        this.engines = engines;
    }

    @Override
    public String name() {
        return engines.isEmpty() ? "none" : engines.getFirst().engine().name();
    }

    @Override
    public Readiness readiness(String language) {
        List<String> reasons = new ArrayList<>();
        for (Guarded one : engines) {
            if (!(one.engine().readiness(language) instanceof Readiness.NotReady(String reason))) {
                return new Readiness.Ready();
            }
            reasons.add(reason);
        }
        return new Readiness.NotReady(
                reasons.isEmpty() ? "No recogniser is set for '" + language + "'." : String.join(" ", reasons));
    }

    @Override
    public void prepare(SpeechContext context, int sampleRateHz) {
        engines.stream()
                .filter(one -> one.isReady(context.language()))
                .forEach(one -> one.engine().prepare(context, sampleRateHz));
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz) {
        return listen(context, sampleRateHz, new CallerVoice(), Expectation.ORDER);
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz, CallerVoice caller, Expectation expectation) {
        return new Turn(context, sampleRateHz, caller, expectation);
    }

    @Override
    public void close() {
        engines.forEach(one -> one.engine().close());
    }

    private final class Turn implements Listening {
        private final SpeechContext context;
        private final int sampleRateHz;
        private final CallerVoice caller;
        private final Expectation expected;
        private final SoundBuffer sound = new SoundBuffer();
        private final Iterator<Guarded> left;
        private Guarded asked;
        private Listening listening;
        private boolean decided;

        Turn(SpeechContext context, int sampleRateHz, CallerVoice caller, Expectation expected) {
            this.caller = caller;
            this.expected = expected;
            this.context = context;
            this.sampleRateHz = sampleRateHz;
            this.left = candidates(context.language()).iterator();
            this.asked = left.next();
            this.listening = asked.engine().listen(context, sampleRateHz, caller, expected);
        }

        @Override
        public String engine() {
            return listening.engine();
        }

        @Override
        public void hear(short[] samples) {
            sound.append(samples);
            listening.hear(samples);
        }

        @Override
        public @Nullable Heard soFar(Expectation expectation) {
            return listening.soFar(expectation);
        }

        @Override
        public Heard heard(Expectation expectation) {
            while (true) {
                try {
                    Heard heard = listening.heard(expectation);
                    decided = true;
                    asked.breaker().answered();
                    return heard;
                } catch (IllegalStateException | UncheckedIOException failure) {
                    decided = true;
                    asked.breaker().failed();
                    if (!left.hasNext()) {
                        throw failure;
                    }
                    LOG.warn("{} The turn goes to the next recogniser.", failure.getMessage());
                    next();
                }
            }
        }

        @Override
        public double leastAboveNoiseDb() {
            return listening.leastAboveNoiseDb();
        }

        private void next() {
            listening.close();
            asked = left.next();
            listening = asked.engine().listen(context, sampleRateHz, caller, expected);
            listening.hear(sound.samples());
        }

        @Override
        public void close() {
            listening.close();
            if (!decided) {
                asked.breaker().undecided();
            }
        }
    }

    /** The trusted ones in order; behind them those that rest, since a doubtful engine is better than none. */
    private List<Guarded> candidates(String language) {
        List<Guarded> ready =
                engines.stream().filter(one -> one.isReady(language)).toList();
        List<Guarded> permitted = new ArrayList<>();
        for (Guarded one : ready) {
            // Only the first may be tried after a rest: the others are not asked unless it fails.
            if (permitted.isEmpty() ? one.breaker().permits() : one.breaker().isTrusted()) {
                permitted.add(one);
            }
        }
        ready.stream().filter(one -> !permitted.contains(one)).forEach(permitted::add);
        return permitted;
    }
}
