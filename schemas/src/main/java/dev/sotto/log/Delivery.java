package dev.sotto.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record read from the log and the duty to acknowledge it. A group's offset moves past a record only when it and all
 * before it in its partition are acknowledged; what is not is delivered again after a restart.
 *
 * @param value the record; null for a tombstone of a compacted topic
 * @param appendedAt when the broker's log says it was appended
 */
public record Delivery<V>(
        String key, @Nullable V value, Position position, Instant appendedAt, Trace trace, Receipt receipt) {

    /** Says that this record's work is durable. Idempotent; from any thread. */
    public void acknowledge() {
        receipt.acknowledge();
    }

    /** See {@link Receipt#isVoid}. */
    public boolean isVoid() {
        return receipt.isVoid();
    }

    /** The value of a topic that knows no tombstones. */
    public V require() {
        V present = value;
        if (present == null) {
            throw new IllegalStateException("a tombstone stands at " + position);
        }
        return present;
    }

    /** The same record, read as another value. */
    public Delivery<V> with(V other) {
        return new Delivery<>(key, other, position, appendedAt, trace, receipt);
    }
}
