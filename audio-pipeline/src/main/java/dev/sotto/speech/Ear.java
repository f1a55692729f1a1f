package dev.sotto.speech;

import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.schemas.speech.Word;
import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.engine.EngineBusyException;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import dev.sotto.speech.turn.Patience;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Turns the sound of a turn into text, or into the reason why there is none. */
final class Ear {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

    private final BiFunction<String, String, SpeechEngine> engines;
    private final Function<String, SpeechContext> contexts;
    private final Function<String, Expectation> expectations;
    private final Judgement judgement;
    private final SpeechMetrics metrics;
    private final Scheduler background;

    /**
     * {@code engines}: who hears in a restaurant, by its id and language. {@code contexts}: what is said in a restaurant, by its id. {@code expectations}: what is asked for in a call at this
     * moment, by its id.
     */
    Ear(
            BiFunction<String, String, SpeechEngine> engines,
            Function<String, SpeechContext> contexts,
            Function<String, Expectation> expectations,
            SpeechSettings settings,
            SpeechMetrics metrics,
            Scheduler background) {
        this.engines = engines;
        this.contexts = contexts;
        this.expectations = expectations;
        this.judgement = new Judgement(settings);
        this.metrics = metrics;
        this.background = background;
    }

    /** Somebody will soon speak in this restaurant: gets the engine ready meanwhile. */
    void expect(String restaurantId, int sampleRateHz) {
        Disposable _ = background.schedule(() -> prepare(restaurantId, contexts.apply(restaurantId), sampleRateHz));
    }

    private void prepare(String restaurantId, SpeechContext context, int sampleRateHz) {
        SpeechEngine engine = engines.apply(restaurantId, context.language());
        if (!(engine.readiness(context.language()) instanceof Readiness.Ready)) {
            return;
        }
        try {
            engine.prepare(context, sampleRateHz);
        } catch (IllegalStateException | UncheckedIOException e) {
            metrics.dropped("preparation");
            LOG.error("The menu {} could not be made ready for hearing: {}", context.id(), e.getMessage(), e);
        }
    }

    /** {@code caller}: what is known of his voice, which this turn may add to. */
    Turn open(String callId, String restaurantId, int sampleRateHz, CallerVoice caller) {
        SpeechContext context = contexts.apply(restaurantId);
        SpeechEngine engine = engines.apply(restaurantId, context.language());
        return new Turn(callId, engine, context, sampleRateHz, caller);
    }

    /** Where in the call's sound a turn lies, and how far it stands out of the noise. */
    record Span(long firstSequence, long lastSequence, long endedAtMicros, double aboveNoiseDb) {}

    /** A turn while it lasts: its words, how long to wait for more, and whether it is meant for us at all. */
    record Impression(String text, Patience patience, boolean forUs) {
        static final Impression NONE = new Impression("", Patience.UNSURE, true);
    }

    /** One turn of one caller. */
    final class Turn {
        private final String callId;
        private final SpeechContext context;
        private final int sampleRateHz;
        private final CallerVoice caller;
        private final Listening listening;
        private Expectation expectation;
        private long samples;
        private boolean decoded;

        private Turn(String callId, SpeechEngine engine, SpeechContext context, int sampleRateHz, CallerVoice caller) {
            this.callId = callId;
            this.context = context;
            this.sampleRateHz = sampleRateHz;
            this.caller = caller;
            this.expectation = expectations.apply(callId);
            this.listening = switch (engine.readiness(context.language())) {
                case Readiness.Ready() -> engine.listen(context, sampleRateHz, caller, expectation);
                case Readiness.NotReady(String _) -> Deaf.NO_ENGINE;
            };
        }

        void hear(short[] sound) {
            listening.hear(sound);
            samples += sound.length;
            decoded = false;
        }

        /** What the turn is so far. Waits for the engine. */
        Impression soFar() {
            if (listening instanceof Deaf) {
                return Impression.NONE;
            }
            try {
                expectation = expectations.apply(callId);
                Heard heard = timed(() -> listening.soFar(expectation));
                return heard == null
                        ? Impression.NONE
                        : new Impression(
                                heard.text(),
                                Completeness.of(heard, expectation),
                                judgement.interrupts(heard, expectation));
            } catch (EngineBusyException busy) {
                metrics.dropped("partial-busy");
                return Impression.NONE;
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.warn("A partial transcript was not made: {}", e.getMessage());
                metrics.dropped("partial");
                return Impression.NONE;
            }
        }

        /** What the whole turn said. Waits for the engine. */
        SpeechEvent finished(Span span) {
            if (listening instanceof Deaf) {
                return unclear(UnclearReason.NO_ENGINE, "", span);
            }
            try {
                return judged(heard(), span);
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.error("A turn was not decoded: {}", e.getMessage(), e);
                return unclear(UnclearReason.ENGINE_FAILED, "", span);
            }
        }

        private Heard heard() {
            expectation = expectations.apply(callId);
            Heard heard = timed(() -> listening.heard(expectation));
            return heard == null ? new Heard(List.of(), 0) : heard;
        }

        private @Nullable Heard timed(Supplier<@Nullable Heard> decoding) {
            long begun = System.nanoTime();
            Heard heard = decoding.get();
            if (!decoded) {
                metrics.decoded(System.nanoTime() - begun, samples * 1000 / sampleRateHz);
                decoded = true;
            }
            return heard;
        }

        /** What is known of the caller's voice with this turn. */
        CallerVoice caller() {
            return caller;
        }

        /** It was no turn, or it is over. */
        void close() {
            listening.close();
        }

        private SpeechEvent judged(Heard heard, Span span) {
            UnclearReason doubt =
                    judgement.doubt(heard, expectation, span.aboveNoiseDb < listening.leastAboveNoiseDb());
            if (doubt != null) {
                return unclear(doubt, heard.text(), span);
            }
            return new FinalTranscript(
                    heard.text(),
                    heard.words().stream()
                            .map(word -> new Word(word.text(), word.confidence(), word.startMillis(), word.endMillis()))
                            .toList(),
                    heard.confidence(),
                    listening.engine(),
                    context.language(),
                    span.firstSequence,
                    span.lastSequence,
                    span.endedAtMicros,
                    heard.alternatives());
        }

        private static SpeechEvent unclear(UnclearReason reason, String text, Span span) {
            return new UnclearSpeech(reason, text, span.firstSequence, span.lastSequence, span.endedAtMicros);
        }
    }

    /** Stands where an engine is missing, so that a turn is still noticed and answered. */
    private enum Deaf implements Listening {
        NO_ENGINE;

        @Override
        public String engine() {
            return "none";
        }

        @Override
        public void hear(short[] samples) {}

        @Override
        public @Nullable Heard soFar(Expectation expectation) {
            return null;
        }

        @Override
        public Heard heard(Expectation expectation) {
            throw new IllegalStateException("There is no engine to ask.");
        }
    }
}
