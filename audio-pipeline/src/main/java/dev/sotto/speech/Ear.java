package dev.sotto.speech;

import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.schemas.speech.Word;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import dev.sotto.speech.engine.SpeechEngine.Readiness;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Turns the sound of a turn into text, or into the reason why there is none. A recogniser always finds some words; what
 * it says with little confidence, or with words no order has, is a question to ask again and never an order.
 */
final class Ear {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);

    private final SpeechEngine engine;
    private final Function<String, SpeechContext> contexts;
    private final Function<String, Expectation> expectations;
    private final SpeechSettings settings;
    private final SpeechMetrics metrics;
    private final Scheduler background;

    /**
     * {@code contexts}: what is said in a restaurant, by its id. {@code expectations}: what is asked for in a call at this
     * moment, by its id.
     */
    Ear(
            SpeechEngine engine,
            Function<String, SpeechContext> contexts,
            Function<String, Expectation> expectations,
            SpeechSettings settings,
            SpeechMetrics metrics,
            Scheduler background) {
        this.engine = engine;
        this.contexts = contexts;
        this.expectations = expectations;
        this.settings = settings;
        this.metrics = metrics;
        this.background = background;
    }

    /** Somebody will soon speak in this restaurant: gets the engine ready meanwhile. */
    void expect(String restaurantId, int sampleRateHz) {
        Disposable _ = background.schedule(() -> prepare(contexts.apply(restaurantId), sampleRateHz));
    }

    private void prepare(SpeechContext context, int sampleRateHz) {
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

    Turn open(String callId, String restaurantId, int sampleRateHz) {
        return new Turn(callId, contexts.apply(restaurantId), sampleRateHz);
    }

    /** Where in the call's sound a turn lies. */
    record Span(long firstSequence, long lastSequence, long endedAtMicros) {}

    /** One turn of one caller. */
    final class Turn {
        private final String callId;
        private final SpeechContext context;
        private final int sampleRateHz;
        private final Listening listening;
        private Expectation expectation = Expectation.ORDER;
        private long samples;
        private boolean decoded;

        private Turn(String callId, SpeechContext context, int sampleRateHz) {
            this.callId = callId;
            this.context = context;
            this.sampleRateHz = sampleRateHz;
            this.listening = switch (engine.readiness(context.language())) {
                case Readiness.Ready() -> engine.listen(context, sampleRateHz);
                case Readiness.NotReady(String _) -> Deaf.NO_ENGINE;
            };
        }

        void hear(short[] sound) {
            listening.hear(sound);
            samples += sound.length;
            decoded = false;
        }

        /** The text so far, possibly empty. Waits for the engine. */
        String soFar() {
            if (listening instanceof Deaf) {
                return "";
            }
            try {
                return heard().text();
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.warn("A partial transcript was not made: {}", e.getMessage());
                metrics.dropped("partial");
                return "";
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
            long begun = System.nanoTime();
            expectation = expectations.apply(callId);
            Heard heard = listening.heard(expectation);
            if (!decoded) {
                metrics.decoded(System.nanoTime() - begun, samples * 1000 / sampleRateHz);
                decoded = true;
            }
            return heard;
        }

        private SpeechEvent judged(Heard heard, Span span) {
            if (heard.words().isEmpty()) {
                return unclear(UnclearReason.NOISE, "", span);
            }
            if (heard.shareOutsideMenu() >= settings.outsideMenuShare()) {
                return unclear(UnclearReason.NOT_ABOUT_THE_MENU, heard.text(), span);
            }
            if (heard.confidence() < leastConfidence()) {
                return unclear(UnclearReason.LOW_CONFIDENCE, heard.text(), span);
            }
            return new FinalTranscript(
                    heard.text(),
                    heard.words().stream()
                            .map(word -> new Word(word.text(), word.confidence(), word.startMillis(), word.endMillis()))
                            .toList(),
                    heard.confidence(),
                    engine.name(),
                    context.language(),
                    span.firstSequence,
                    span.lastSequence,
                    span.endedAtMicros);
        }

        /** A number is read back digit by digit, so a doubtful one costs less than asking for it again. */
        private double leastConfidence() {
            return expectation == Expectation.NUMBER ? settings.leastConfidence() / 2 : settings.leastConfidence();
        }

        private static SpeechEvent unclear(UnclearReason reason, String text, Span span) {
            return new UnclearSpeech(reason, text, span.firstSequence, span.lastSequence, span.endedAtMicros);
        }
    }

    /** Stands where an engine is missing, so that a turn is still noticed and answered. */
    private enum Deaf implements Listening {
        NO_ENGINE;

        @Override
        public void hear(short[] samples) {}

        @Override
        public Heard heard(Expectation expectation) {
            throw new IllegalStateException("There is no engine to ask.");
        }
    }
}
