package dev.sotto.schemas.operation;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** What an operator wants of a replay, or how far it is. Key: {@link #key()}. */
public record ReplayRecord(Envelope envelope, String replayId, ReplayEvent event) implements TopicRecord {

    /** One for the wish and one for how far it is, so that neither takes the other's place. */
    public String key() {
        return switch (event) {
            case ReplayAsked _ -> replayId;
            case ReplayStanding _ -> keyOfStanding(replayId);
        };
    }

    public static String keyOfStanding(String replayId) {
        return replayId + "/standing";
    }

    @Override
    public String eventType() {
        return event.getClass().getSimpleName();
    }
}
