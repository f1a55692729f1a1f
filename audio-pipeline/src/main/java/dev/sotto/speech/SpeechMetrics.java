package dev.sotto.speech;

import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.speech.SpeechEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the speech stage counts: frames in, events out, what was dropped and why, and where the time went. */
final class SpeechMetrics {
    private final MeterRegistry registry;
    private final Counter framesIn;
    private final Counter lost;
    private final Timer step;
    private final Timer endToText;
    private final Timer decoding;
    private final Timer endpoint;
    private final Timer interruption;
    private final DistributionSummary realTimeFactor;

    SpeechMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.framesIn = Counter.builder("sotto.speech.in")
                .description("Audio records read")
                .register(registry);
        this.lost = Counter.builder("sotto.speech.lost")
                .description("Frames that never arrived, by their sequence numbers")
                .register(registry);
        this.step = timer("sotto.speech.latency", "From reading an audio record to its events being published");
        this.endToText = timer("sotto.speech.final", "From deciding that a turn has ended to its text being published");
        this.endpoint = timer("sotto.speech.endpoint", "From the last voice to the decision that the turn has ended");
        this.interruption = timer(
                "sotto.speech.interruption",
                "From the frame that tells an interruption reaching the gateway to the order to fall silent being durable");
        this.decoding = timer("sotto.speech.decoding", "One decoding of a turn");
        this.realTimeFactor = DistributionSummary.builder("sotto.speech.real.time.factor")
                .description("Decoding time over the length of the sound")
                .publishPercentiles(0.5, 0.95)
                .register(registry);
    }

    void read() {
        framesIn.increment();
    }

    void lost(long frames) {
        lost.increment((double) frames);
    }

    void dropped(String reason) {
        registry.counter("sotto.speech.dropped", "reason", reason).increment();
    }

    void retried() {
        registry.counter("sotto.speech.append.retries").increment();
    }

    void published(SpeechEvent event) {
        registry.counter("sotto.speech.out", "event", event.getClass().getSimpleName())
                .increment();
    }

    void stepTook(long nanos) {
        step.record(nanos, TimeUnit.NANOSECONDS);
    }

    void finalTook(long nanos) {
        endToText.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** {@code millis} of sound between the last voice and the decision that the turn is over. */
    void waited(long millis) {
        endpoint.record(millis, TimeUnit.MILLISECONDS);
    }

    /** We fell silent, or went on, so long after the sound that was the reason reached the gateway. */
    void commanded(ReplyCommand command, long nanosAfterSound) {
        registry.counter("sotto.speech.out", "event", command.getClass().getSimpleName())
                .increment();
        if (command instanceof PausePlayback && nanosAfterSound >= 0) {
            interruption.record(nanosAfterSound, TimeUnit.NANOSECONDS);
        }
    }

    void decoded(long nanos, long soundMillis) {
        decoding.record(nanos, TimeUnit.NANOSECONDS);
        if (soundMillis > 0) {
            realTimeFactor.record(nanos / 1e6 / soundMillis);
        }
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.95, 0.99)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }
}
