package dev.sotto.schemas.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants; the newest counts.
 *
 * @param since inclusive; null for the oldest record there is
 * @param before exclusive; null for what is there when the work begins
 * @param restaurantId the only tenant whose records are read; null for all
 * @param key the only key whose records are read; null for all
 * @param recordsPerSecond at most; 0 for as fast as it goes
 * @param onlyCount whether nothing is copied
 * @param task what is done with the passage; null where it is copied
 * @param worker the process that alone is to work at it; null for whichever does already
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
        String reason,
        @Nullable ReplayTask task,
        @Nullable String worker)
        implements ReplayEvent {

    /** The same replay, with something else to become of it, by whoever works at it already. */
    public ReplayAsked with(ReplayWish other, String by, String why) {
        return with(other, by, why, before, null);
    }

    /** The same replay, which one process alone is to go on with. */
    public ReplayAsked takenBy(String process, String by, String why) {
        return with(ReplayWish.RUN, by, why, before, process);
    }

    /** Wishes that a task is done. */
    public static ReplayAsked todo(
            String name,
            ReplayTask task,
            String topic,
            @Nullable Instant since,
            @Nullable Instant before,
            @Nullable String restaurantId,
            @Nullable String key,
            double recordsPerSecond,
            String operator,
            String reason) {
        return new ReplayAsked(
                name,
                topic,
                since,
                before,
                restaurantId,
                key,
                recordsPerSecond,
                false,
                ReplayWish.RUN,
                operator,
                reason,
                task,
                null);
    }

    /** The same replay, up to this moment where its end was not said. */
    public ReplayAsked upTo(Instant moment) {
        return before == null ? with(wish, operator, reason, moment, worker) : this;
    }

    private ReplayAsked with(ReplayWish other, String by, String why, @Nullable Instant end, @Nullable String process) {
        return new ReplayAsked(
                name, topic, since, end, restaurantId, key, recordsPerSecond, onlyCount, other, by, why, task, process);
    }
}
