package dev.sotto.log.replay;

import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayWish;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the log tells of it.
 *
 * @param id the topic its copies go to
 * @param wishId the event id of what is wished
 * @param askedAt when that was wished
 * @param standing how far it was when it was last told
 * @param toldAt when that was; null when nobody took it up yet
 */
public record Replayed(
        String id,
        ReplayAsked asked,
        String wishId,
        Instant askedAt,
        ReplayStanding standing,
        @Nullable Instant toldAt) {

    /** Whoever works at a task tells of it each second; a machine may stall for a while. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    /** As the newest wish stands, which may not have been heard yet. */
    public ReplayState state() {
        return isHeard() ? standing.state() : ReplayState.WAITING;
    }

    /** Whether whoever works at it has heard of the newest wish. */
    public boolean isHeard() {
        return standing.answers().equals(wishId);
    }

    /** Whether the process that is to work at it may well be there: it was told of, or wished anew, moments ago. */
    public boolean isAttended(Instant now) {
        return isAttended(now, SILENCE);
    }

    boolean isAttended(Instant now, Duration silence) {
        Instant newest = toldAt == null || toldAt.isBefore(askedAt) ? askedAt : toldAt;
        return newest.plus(silence).isAfter(now);
    }

    /** Whether somebody is to work at it. */
    boolean isToDo() {
        return asked.wish() == ReplayWish.RUN && !state().isOver();
    }

    /** How long it will take; null while it does not go on or nobody can tell. */
    public @Nullable Duration left() {
        long left = standing.toRead() - standing.read();
        return state() != ReplayState.RUNNING || standing.readPerSecond() <= 0
                ? null
                : Duration.ofMillis((long) (left / standing.readPerSecond() * 1_000));
    }
}
