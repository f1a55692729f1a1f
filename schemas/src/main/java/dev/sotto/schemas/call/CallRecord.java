package dev.sotto.schemas.call;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** Something that happened to a call or to the gateway holding it. Key: callId; for heartbeats the node's id. */
public record CallRecord(Envelope envelope, String callId, CallEvent event) implements TopicRecord {
    @Override
    public String eventType() {
        return event.getClass().getSimpleName();
    }
}
