package dev.sotto.schemas.ai;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.TopicRecord;
import org.jspecify.annotations.Nullable;

/** One question to a language model: what it took and what came of it. Key: restaurantId. */
public record AiUsage(
        Envelope envelope,
        @Nullable String callId,
        String colleague,
        String model,
        AiOutcome outcome,
        @Nullable String reason,
        int requests,
        long promptTokens,
        long completionTokens,
        boolean estimated,
        long costMicros,
        @Nullable Long firstTokenMillis,
        long latencyMillis)
        implements TopicRecord {
    public long tokens() {
        return promptTokens + completionTokens;
    }
}
