package dev.sotto.schemas.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants; the newest counts.
 *
 * @param since inclusive; null for the oldest record there is
 * @param before exclusive; null for what is there when the copying begins
 * @param restaurantId the only tenant whose records are copied; null for all
 * @param key the only key whose records are copied; null for all
 * @param recordsPerSecond at most; 0 for as fast as it goes
 * @param onlyCount whether nothing is copied
 */
public record ReplayAsked(
        String name,
        String topic,
        @Nullable Instant since,
        @Nullable Instant before,
        @Nullable String restaurantId,
        @Nullable String key,
        double recordsPerSecond,
        boolean onlyCount,
        ReplayWish wish,
        String operator,
        String reason)
        implements ReplayEvent {

    /** The same replay, with something else to become of it. */
    public ReplayAsked with(ReplayWish other, String by, String why) {
        return new ReplayAsked(
                name, topic, since, before, restaurantId, key, recordsPerSecond, onlyCount, other, by, why);
    }
}
