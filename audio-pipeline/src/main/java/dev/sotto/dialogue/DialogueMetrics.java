package dev.sotto.dialogue;

import dev.sotto.log.Delivery;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyCommand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the dialogue stage counts and times. */
final class DialogueMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(DialogueMetrics.class);

    private final MeterRegistry registry;
    private final Timer turn;
    private final Timer afterSpeech;
    private volatile String voiceProblem = "";

    DialogueMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.turn = Timer.builder("sotto.dialogue.turn")
                .description("From a record read to its order, state and words durable")
                .publishPercentileHistogram()
                .register(registry);
        this.afterSpeech = Timer.builder("sotto.dialogue.reply.after.speech")
                .description("From the end of speech at the gateway to the first sentence of the answer durable")
                .publishPercentileHistogram()
                .register(registry);
    }

    void read(Delivery<?> delivery) {
        counter("sotto.dialogue.in", "topic", delivery.position().topic()).increment();
    }

    void ordered() {
        counter("sotto.dialogue.out", "topic", "orders.events").increment();
    }

    void replied(Turn answered, ReplyCommand command) {
        counter("sotto.dialogue.out", "topic", "voice.replies").increment();
        Long heardAtMicros = answered.heardAtMicros();
        if (command instanceof PlayAudio play) {
            voiceProblem = "";
            boolean first = play.text().equals(answered.sentences().getFirst());
            if (first && heardAtMicros != null) {
                long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                // Two machines' clocks: a negative time says nothing.
                afterSpeech.record(Math.max(0, nowMicros - heardAtMicros), TimeUnit.MICROSECONDS);
            }
        }
    }

    void mute(Throwable why) {
        voiceProblem = "The voice failed: " + why.getMessage();
        counter("sotto.dialogue.dropped", "reason", "mute").increment();
        LOG.warn("A sentence could not be spoken: {}", why.getMessage());
    }

    /** Why callers hear nothing, or an empty string. */
    String voiceProblem() {
        return voiceProblem;
    }

    void dropped(String reason) {
        counter("sotto.dialogue.dropped", "reason", reason).increment();
    }

    void turnTook(long nanos) {
        turn.record(Duration.ofNanos(nanos));
    }

    private Counter counter(String name, String tag, String value) {
        return registry.counter(name, tag, value);
    }
}
