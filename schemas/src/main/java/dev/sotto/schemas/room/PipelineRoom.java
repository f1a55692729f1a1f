package dev.sotto.schemas.room;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;

/** How much more one worker of the audio pipeline can hear; gateways turn callers away by it. Key: workerId. */
public record PipelineRoom(Envelope envelope, String workerId, int streams, int capacity, long lagMillis)
        implements TopicRecord {}
