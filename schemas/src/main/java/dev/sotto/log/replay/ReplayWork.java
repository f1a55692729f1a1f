package dev.sotto.log.replay;

import dev.sotto.log.LogSettings;
import dev.sotto.log.passage.UnknownTopic;
import dev.sotto.log.replay.Replay.Progress;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay, as it was wished at one time, worked at until it is complete or wished otherwise. For one thread. */
final class ReplayWork {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWork.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long BETWEEN_TOLD_NANOS = 1_000_000_000;

    private final LogSettings settings;
    private final Replays replays;
    private final Replayed replay;
    private final BooleanSupplier mine;
    private final long began = System.nanoTime();
    private long toldAt = began - BETWEEN_TOLD_NANOS;
    private long readBefore = -1;

    /** @param mine false as soon as another is to work at it, or nobody here */
    ReplayWork(LogSettings settings, Replays replays, Replayed replay, BooleanSupplier mine) {
        this.settings = settings;
        this.replays = replays;
        this.replay = replay;
        this.mine = mine;
    }

    /** Works; true when it could not be done for a reason that may pass. */
    boolean isToBeTriedAgain() {
        try {
            work();
            return false;
        } catch (OtherPassage | IllegalArgumentException | UnknownTopic never) {
            LOG.warn("Replay {} cannot be done: {}", replay.id(), never.getMessage());
            rest(ReplayState.FAILED, never);
            return false;
        } catch (RuntimeException later) {
            LOG.warn("Replay {} is tried again: {}", replay.id(), later.toString());
            rest(ReplayState.WAITING, later);
            return true;
        }
    }

    private void work() {
        ReplayAsked asked = replay.asked();
        Replay copying = new Replay(settings, ReplayTerms.passage(asked), asked.name());
        if (asked.onlyCount()) {
            Tally tally = copying.count(this::goOn);
            end(tally.end(), tally.bytes());
        } else {
            double rate = asked.recordsPerSecond();
            end(copying.run(rate == 0 ? Double.POSITIVE_INFINITY : rate, this::goOn), 0);
        }
    }

    private boolean goOn(Progress at) {
        if (!mine.getAsBoolean() || isWishedOtherwise()) {
            return false;
        }
        if (System.nanoTime() - toldAt >= BETWEEN_TOLD_NANOS) {
            tell(standing(at, ReplayState.RUNNING, 0));
            toldAt = System.nanoTime();
        }
        return true;
    }

    private boolean isWishedOtherwise() {
        Replayed now = replays.now(replay.id());
        return now == null || !now.wishId().equals(replay.wishId());
    }

    private void end(Progress at, long bytes) {
        if (at.isComplete()) {
            // The audit first: whoever is cut off in between comes to this end again and writes the same once more.
            String words = String.format(
                    Locale.ROOT,
                    "complete with %,d records%s",
                    at.copied() + at.copiedBefore(),
                    replay.asked().onlyCount() ? ", only counted" : "");
            replays.tellEnd(replay, words).block(LIMIT);
            tell(standing(at, ReplayState.COMPLETE, bytes));
        } else if (mine.getAsBoolean()) {
            tell(standing(at, ReplayState.RUNNING, bytes));
        }
    }

    private ReplayStanding standing(Progress at, ReplayState state, long bytes) {
        long read = at.read();
        if (readBefore < 0) {
            readBefore = read;
        }
        double seconds = Math.max(0.001, (System.nanoTime() - began) / 1e9);
        return new ReplayStanding(
                replay.wishId(),
                state,
                at.copied() + at.copiedBefore(),
                bytes,
                (read - readBefore) / seconds,
                at.places(),
                null,
                null,
                Map.of());
    }

    private void rest(ReplayState state, RuntimeException why) {
        Replayed now = replays.now(replay.id());
        ReplayStanding last = now == null ? replay.standing() : now.standing();
        String problem = sentence(why);
        try {
            tell(last.resting(replay.wishId(), state, problem));
        } catch (RuntimeException untold) {
            LOG.warn("Nor could be said that replay {} does not go on: {}", replay.id(), untold.toString());
        }
    }

    private static @Nullable String sentence(RuntimeException why) {
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }

    private void tell(ReplayStanding standing) {
        replays.tell(replay, standing).block(LIMIT);
    }
}
