package dev.sotto.log.operate;

import dev.sotto.log.Position;
import dev.sotto.log.passage.ReadableValue;
import dev.sotto.schemas.DeadLetter;
import dev.sotto.schemas.UndecodableRecord;
import dev.sotto.schemas.operation.OperationKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record some group could not process, put aside.
 *
 * @param key of the original record; empty where it had none
 * @param done what an operator has done about it; null while nothing
 */
public record Letter(DeadLetter dead, String key, @Nullable OperationKind done) {

    /** By which operators name it. */
    public String id() {
        return dead.envelope().eventId();
    }

    public Instant at() {
        return dead.envelope().occurredAt();
    }

    /** Where the original stood. */
    public Position original() {
        return new Position(dead.originalTopic(), dead.originalPartition(), dead.originalOffset());
    }

    /** The original's bytes, a copy. */
    public byte[] value() {
        ByteBuffer value = dead.value().duplicate();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    /** The original in JSON, or why it cannot be read. */
    public String readable() {
        try {
            return ReadableValue.json(value());
        } catch (UndecodableRecord damaged) {
            return "not readable: it " + damaged.getMessage();
        }
    }
}
