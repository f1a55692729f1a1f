package dev.sotto.schemas.erasure;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import org.jspecify.annotations.Nullable;

/** A guest is to be forgotten, or was; holds nothing of the guest himself. Key: {@link #key()}. */
public record ErasureRecord(Envelope envelope, String erasureId, ErasureEvent event) implements TopicRecord {

    /** One for the request and one for each part that did it, so that none takes another's place. */
    public String key() {
        return switch (event) {
            case ErasureAsked _ -> erasureId;
            case ErasureDone done -> keyOfDone(done.tier());
        };
    }

    /** Where a part of the system says that it has done this. */
    public String keyOfDone(String tier) {
        return erasureId + "/" + tier;
    }

    /** Whether this was done since it was last asked for. */
    public boolean isDoneBy(@Nullable ErasureRecord done) {
        return done != null && !done.envelope.occurredAt().isBefore(envelope.occurredAt());
    }

    @Override
    public String eventType() {
        return event.getClass().getSimpleName();
    }
}
