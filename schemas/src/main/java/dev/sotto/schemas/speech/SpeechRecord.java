package dev.sotto.schemas.speech;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** What was heard on a call. Key: callId. */
public record SpeechRecord(Envelope envelope, String callId, String utteranceId, SpeechEvent event)
        implements TopicRecord {
    @Override
    public String eventType() {
        return event.getClass().getSimpleName();
    }
}
