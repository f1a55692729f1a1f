package dev.sotto.log;

import dev.sotto.schemas.DeadLetter;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Puts a record that cannot be processed aside, with its reason, so that it delays its partition by seconds only. */
final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int STACK_CHARACTERS_AT_MOST = 8_000;

    private final Outbox outbox;
    private final CloudEvents events;
    private final MeterRegistry meters;
    private final Map<String, RecordCodec<DeadLetter>> codecs = new ConcurrentHashMap<>();

    DeadLetters(Outbox outbox, CloudEvents events, MeterRegistry meters) {
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
    }

    /** Completes when the record is safe in its dead-letter topic; waits for the log as long as it takes. */
    Mono<Void> bury(ConsumerRecord<Fetched, byte[]> dead, String group, Throwable why) {
        return bury(
                dead.key() == null ? null : dead.key().key(),
                new Position(dead.topic(), dead.partition(), dead.offset()),
                dead.value(),
                CloudEvents.restaurantId(dead.headers()),
                CloudEvents.trace(dead.headers()),
                group,
                why);
    }

    Mono<Void> bury(
            @Nullable String key,
            Position position,
            byte @Nullable [] value,
            @Nullable String restaurantId,
            Trace trace,
            String group,
            Throwable why) {
        if (position.topic().endsWith(".dlq")) {
            LOG.error("Group {} passes over a dead letter that is itself damaged, at {}.", group, position);
            return Mono.empty();
        }
        Topic<DeadLetter> topic = Topics.named(position.topic()).deadLetters();
        String eventId = DerivedId.of(group, position.topic(), position.partition(), position.offset());
        String reason = why.getMessage() == null ? why.toString() : why.getMessage();
        DeadLetter letter = new DeadLetter(
                Envelope.of(topic, restaurantId == null ? "" : restaurantId, eventId),
                position.topic(),
                position.partition(),
                position.offset(),
                group,
                reason,
                stack(why),
                ByteBuffer.wrap(value == null ? new byte[0] : value));
        Headers headers = events.headers(letter, key == null ? "" : key, trace);
        byte[] bytes = codecs.computeIfAbsent(topic.name(), any -> new RecordCodec<>(topic))
                .encode(letter);
        LOG.warn("Group {} cannot process the record at {}: {}", group, position, reason);
        return outbox.append(new ProducerRecord<>(topic.name(), null, key, bytes, headers))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .doOnSuccess(done -> meters.counter("sotto.log.dead.letters", "topic", position.topic(), "group", group)
                        .increment())
                .then();
    }

    private static String stack(Throwable why) {
        StringWriter text = new StringWriter();
        why.printStackTrace(new PrintWriter(text));
        return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), STACK_CHARACTERS_AT_MOST));
    }
}
