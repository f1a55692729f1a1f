package dev.sotto.schemas.earpiece;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import org.jspecify.annotations.Nullable;

/** Where an earpiece session stands, for the gateway node that goes on with it. Key: callId. */
public record EarpiecePosition(
        Envelope envelope,
        String callId,
        String deviceId,
        String session,
        @Nullable String tableNumber,
        @Nullable String language,
        String nodeId,
        int epoch,
        int replyPartition,
        int framesPartition,
        long framesOffset,
        long next,
        boolean settled,
        @Nullable String ended)
        implements TopicRecord {}
