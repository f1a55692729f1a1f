package dev.sotto.log;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of every record: CloudEvents in the Kafka protocol binding's binary mode
 * (<a href="https://github.com/cloudevents/spec">CloudEvents 1.0</a>) and the W3C trace context.
 */
final class CloudEvents {

    private static final String TRACEPARENT = "traceparent";

    private CloudEvents() {}

    static Headers headers(TopicRecord value, String key, String source, Trace trace) {
        Envelope envelope = value.envelope();
        Headers headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", envelope.eventId());
        add(headers, "ce_source", "/sotto/" + source);
        add(headers, "ce_type", "dev.sotto." + value.eventType());
        add(headers, "ce_time", envelope.occurredAt().toString());
        add(headers, "ce_subject", key);
        add(headers, "ce_restaurantid", envelope.restaurantId());
        add(headers, "content-type", "application/avro");
        add(headers, TRACEPARENT, trace.traceparent());
        return headers;
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

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
