package dev.sotto.log;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every record: CloudEvents in the Kafka protocol binding's binary mode
 * (<a href="https://github.com/cloudevents/spec">CloudEvents 1.0</a>) and the W3C trace context. Every frame of every
 * call has them, so what is the same in all records of a process is made once, and a record that is terse
 * ({@link TopicRecord#terse}) leaves out the attributes that CloudEvents calls optional.
 */
final class CloudEvents {

    private static final String TRACEPARENT = "traceparent";
    private static final Header VERSION = header("ce_specversion", "1.0");
    private static final Header CONTENT = header("content-type", "application/avro");

    private final Header source;
    private final Map<String, Header> types = new ConcurrentHashMap<>();
    private volatile Second second = Second.of(0);

    /** A second and how it is written, up to its point; most records are of the same second as the one before. */
    private record Second(long epoch, String written) {

        private static final int WITHOUT_ZONE = 19;

        static Second of(long epoch) {
            return new Second(epoch, Instant.ofEpochSecond(epoch).toString().substring(0, WITHOUT_ZONE));
        }
    }

    CloudEvents(String source) {
        this.source = header("ce_source", "/sotto/" + source);
    }

    Headers headers(TopicRecord value, String key, Trace trace) {
        Envelope envelope = value.envelope();
        Headers headers = new RecordHeaders()
                .add(VERSION)
                .add(header("ce_id", envelope.eventId()))
                .add(source)
                .add(type(value.eventType()))
                .add(header("ce_restaurantid", envelope.restaurantId()))
                .add(header(TRACEPARENT, trace.traceparent()));
        return value.terse()
                ? headers
                : headers.add(header("ce_time", written(envelope.occurredAt())))
                        .add(header("ce_subject", key))
                        .add(CONTENT);
    }

    private Header type(String eventType) {
        Header known = types.get(eventType);
        return known != null ? known : types.computeIfAbsent(eventType, type -> header("ce_type", "dev.sotto." + type));
    }

    /** As {@link Instant#toString} does, for an instant of whole milliseconds, which an envelope's is. */
    private String written(Instant instant) {
        Second now = second;
        if (now.epoch() != instant.getEpochSecond()) {
            now = Second.of(instant.getEpochSecond());
            second = now;
        }
        int millis = instant.getNano() / 1_000_000;
        if (millis == 0) {
            return now.written() + "Z";
        }
        String padding = millis < 10 ? ".00" : millis < 100 ? ".0" : ".";
        return now.written() + padding + millis + "Z";
    }

    static Trace trace(Headers headers) {
        return Trace.of(text(headers, TRACEPARENT));
    }

    /** The tenant the header names, or null where there is none. */
    static @Nullable String restaurantId(Headers headers) {
        return text(headers, "ce_restaurantid");
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
