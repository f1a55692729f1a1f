package dev.sotto.log.passage;

import dev.sotto.log.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as it lies in the log. */
public final class LogEntry {

    private final ConsumerRecord<String, byte[]> kafka;

    LogEntry(ConsumerRecord<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    public Position position() {
        return new Position(kafka.topic(), kafka.partition(), kafka.offset());
    }

    public Instant appendedAt() {
        return Instant.ofEpochMilli(kafka.timestamp());
    }

    public @Nullable String key() {
        return kafka.key();
    }

    /** The tenant its headers name; null where they name none. */
    public @Nullable String restaurantId() {
        return header("ce_restaurantid");
    }

    /** What happened, as CloudEvents types it; null where the headers do not say. */
    public @Nullable String type() {
        return header("ce_type");
    }

    /** Bytes of key, value and headers' values. */
    public long size() {
        long size = Math.max(0L, kafka.serializedKeySize()) + Math.max(0, kafka.serializedValueSize());
        for (Header header : kafka.headers()) {
            size += header.value() == null ? 0 : header.value().length;
        }
        return size;
    }

    /**
     * The value in JSON, sound as its length only.
     *
     * @throws dev.sotto.schemas.UndecodableRecord when it is in no registered schema, with what was wrong
     */
    public String json() {
        return ReadableValue.json(kafka.value());
    }

    /** The newest header of this name; null where there is none. */
    public @Nullable String header(String name) {
        Header header = kafka.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The record as the client brought it, for whoever copies it. */
    public ConsumerRecord<String, byte[]> kafka() {
        return kafka;
    }
}
