package dev.sotto.log.replay;

import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayPlace;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayWish;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay at which the process works that took it, because it needs engines, menus or tables that only this one has.
 * Follows what is wished meanwhile and tells each second how far it is, so that silence means that the process is gone;
 * whoever takes it then goes on where it was told to be. The work is one thread's.
 */
public final class Errand implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TOLD = Duration.ofSeconds(1);
    private static final long LOOK_NANOS = 100_000_000;

    private final Replays replays;
    private final String id;
    private final String worker;
    private final Pace pace;
    private final ReplayStanding before;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("errand").factory());
    private volatile Replayed heard;
    private volatile Progress at;
    private volatile boolean left;
    private boolean over;

    /** How far the work is. */
    private record Progress(
            List<ReplayPlace> places, long done, @Nullable String outcome, Map<String, Long> counts) {}

    /** @param taken what {@link Replays#take} gave this process */
    public Errand(Replays replays, Replayed taken) {
        this.replays = replays;
        this.id = taken.id();
        this.worker = String.valueOf(taken.asked().worker());
        this.before = taken.standing();
        this.heard = taken;
        this.at = new Progress(before.places(), before.copied(), before.outcome(), before.counts());
        double rate = taken.asked().recordsPerSecond();
        this.pace = new Pace(rate == 0 ? Double.POSITIVE_INFINITY : rate);
        var _ = clock.scheduleWithFixedDelay(this::tell, 0, BETWEEN_TOLD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How far it was when it was taken. */
    public ReplayStanding before() {
        return before;
    }

    /** What is wished. */
    public ReplayAsked asked() {
        return heard.asked();
    }

    /**
     * Asked between two steps; waits while it is to rest, and as long as its pace wants.
     *
     * @param records that the step just done looked at
     * @return false when it is given up, or another process has taken it, or this one ends
     */
    public boolean goesOn(int records) {
        pace.await(records, this::isWished);
        while (!left && isMine()) {
            switch (heard.asked().wish()) {
                case RUN -> {
                    return true;
                }
                case STOP -> {
                    return false;
                }
                case PAUSE -> LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return false;
    }

    private boolean isWished() {
        return !left && isMine() && heard.asked().wish() == ReplayWish.RUN;
    }

    /** Whether it is not another's; hears what is wished now. */
    private synchronized boolean isMine() {
        Replayed now = replays.now(id);
        if (now == null) {
            return false;
        }
        if (!now.wishId().equals(heard.wishId())) {
            heard = now;
            tell();
        }
        String to = now.asked().worker();
        return to == null || to.equals(worker);
    }

    /**
     * So far it has come, which whoever goes on may rely on once this returns.
     *
     * @param outcome in a sentence what came of it so far; null where that is not known yet
     * @param counts what was counted so far
     */
    public synchronized void reached(
            List<ReplayPlace> places, long done, @Nullable String outcome, Map<String, Long> counts) {
        at = new Progress(places, done, outcome, counts);
        tell(standing(stateNow(), null));
    }

    /** So far it has come; told within a second. */
    public void moved(List<ReplayPlace> places) {
        Progress last = at;
        at = new Progress(places, last.done(), last.outcome(), last.counts());
    }

    /** All of it is done. */
    public synchronized void complete(String outcome) {
        Progress last = at;
        List<ReplayPlace> through = last.places().stream()
                .map(place -> new ReplayPlace(place.partition(), place.from(), place.to(), place.to()))
                .toList();
        at = new Progress(through, last.done(), outcome, last.counts());
        replays.tellEnd(heard, outcome).block(LIMIT);
        end(ReplayState.COMPLETE, null);
    }

    /** It cannot be done; why, in a sentence. */
    public synchronized void failed(String why) {
        replays.tellEnd(heard, "failed: " + why).block(LIMIT);
        end(ReplayState.FAILED, why);
    }

    /**
     * This process ends; the errand rests, and whoever takes it goes on where it is.
     *
     * @param operator who ends it
     */
    public void leave(String operator) {
        try {
            if (!isOver() && isMine() && heard.asked().wish() == ReplayWish.RUN) {
                replays.wish(id, ReplayWish.PAUSE, operator, "the process that worked at it ended")
                        .block(LIMIT);
                isMine();
            }
        } finally {
            // Only now: whoever works may close the log as soon as it is told not to go on.
            left = true;
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void end(ReplayState state, @Nullable String problem) {
        over = true;
        tell(standing(state, problem));
    }

    /** As it stands now, told by this process, which is alive. */
    private synchronized void tell() {
        String to = heard.asked().worker();
        if (!over && (to == null || to.equals(worker))) {
            try {
                tell(standing(stateNow(), null));
            } catch (RuntimeException untold) {
                LOG.warn("How far {} is could not be told: {}", id, untold.toString());
            }
        }
    }

    private ReplayState stateNow() {
        return switch (heard.asked().wish()) {
            case RUN -> ReplayState.RUNNING;
            case PAUSE -> ReplayState.PAUSED;
            case STOP -> ReplayState.STOPPED;
        };
    }

    private ReplayStanding standing(ReplayState state, @Nullable String problem) {
        Progress last = at;
        double seconds = Math.max(0.001, (System.nanoTime() - began) / 1e9);
        long read = last.places().stream().mapToLong(ReplayPlace::read).sum();
        return new ReplayStanding(
                heard.wishId(),
                state,
                last.done(),
                0,
                Math.max(0, read - before.read()) / seconds,
                last.places(),
                problem,
                last.outcome(),
                last.counts());
    }

    private void tell(ReplayStanding standing) {
        replays.tell(heard, standing).block(LIMIT);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
