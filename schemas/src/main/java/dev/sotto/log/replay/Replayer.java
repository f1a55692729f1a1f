package dev.sotto.log.replay;

import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Share;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayWish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the replays that operators wish. Of several processes one does; when it dies another goes on where the copies end.
 * Should two ever work at one replay, the later shuts the earlier out of its target.
 */
public final class Replayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);

    /** Copies are a processor's work each; calls come first. */
    private static final int TOGETHER = 2;

    private static final String NOBODY = "No process works at it. From a terminal, replays resume goes on with it.";

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LAST_STEP = Duration.ofSeconds(5);

    private final LogSettings settings;
    private final Replays replays;
    private final Duration silence;
    private final Share share;
    private final Map<String, ReplayWork> working = new ConcurrentHashMap<>();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("replays").factory());
    private final ExecutorService threads = Executors.newFixedThreadPool(
            TOGETHER, Thread.ofPlatform().daemon().name("replay-", 0).factory());
    private volatile boolean closed;

    /** @param group begins the name of the group whose members share the work */
    public Replayer(LogSettings settings, EventLog log, Replays replays, String group) {
        this(settings, log, replays, group, Replayed.SILENCE);
    }

    /** @param silence after which nobody works at a task */
    Replayer(LogSettings settings, EventLog log, Replays replays, String group, Duration silence) {
        this.silence = silence;
        this.settings = settings;
        this.replays = replays;
        this.share = log.share(group + "-replays", Topics.OPERATORS_REPLAYS, () -> {});
        var _ = clock.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (replays.isKnown()) {
                replays.now().stream().filter(one -> share.owns(one.id())).forEach(this::look);
            }
        } catch (RuntimeException failed) {
            LOG.warn("Replays are looked at again: {}", failed.toString());
        }
    }

    private void look(Replayed replay) {
        if (working.containsKey(replay.id())) {
            return;
        }
        if (replay.asked().task() != null && !replay.state().isOver()) {
            lookAfter(replay);
        } else if (replay.isToDo()) {
            if (!replay.isHeard()) {
                // Two may be at work for an hour; whoever wished it need not think that nobody is there.
                tell(replay, ReplayState.WAITING);
            }
            if (working.size() < TOGETHER && isTime(replay)) {
                begin(replay);
            }
        } else if (!replay.isHeard()) {
            tell(replay, wished(replay));
        } else if (replay.state().isOver() && isLongOver(replay)) {
            replays.forget(replay).block(LIMIT);
        }
    }

    /** Another process works at it, or does no longer; then what is wished is answered here. */
    private void lookAfter(Replayed replay) {
        if (replay.isAttended(Instant.now(), silence)) {
            return;
        }
        switch (replay.asked().wish()) {
            case RUN -> {
                if (!replay.isHeard() || replay.state() == ReplayState.RUNNING) {
                    tell(replay, ReplayState.WAITING, NOBODY);
                }
            }
            case PAUSE, STOP -> {
                if (!replay.isHeard()) {
                    tell(replay, wished(replay));
                }
            }
        }
    }

    private static ReplayState wished(Replayed replay) {
        return replay.asked().wish() == ReplayWish.STOP ? ReplayState.STOPPED : ReplayState.PAUSED;
    }

    private void tell(Replayed replay, ReplayState state) {
        tell(replay, state, null);
    }

    private void tell(Replayed replay, ReplayState state, @Nullable String why) {
        replays.tell(replay, replay.standing().resting(replay.wishId(), state, why))
                .block(LIMIT);
    }

    private boolean isTime(Replayed replay) {
        Instant earliest = notBefore.get(replay.wishId());
        return earliest == null || !Instant.now().isBefore(earliest);
    }

    private static boolean isLongOver(Replayed replay) {
        Instant told = replay.toldAt();
        return told != null && told.plus(ShadowTopic.KEPT).isBefore(Instant.now());
    }

    private void begin(Replayed replay) {
        ReplayWork work = new ReplayWork(settings, replays, replay, () -> !closed && share.owns(replay.id()));
        working.put(replay.id(), work);
        threads.execute(() -> {
            try {
                if (work.isToBeTriedAgain()) {
                    notBefore.put(replay.wishId(), Instant.now().plus(BEFORE_NEXT_TRY));
                } else {
                    notBefore.remove(replay.wishId());
                }
            } finally {
                working.remove(replay.id());
            }
        });
    }

    /** Ends what is going on between two steps; another process, or this one when it is back, goes on there. */
    @Override
    public void close() {
        closed = true;
        clock.shutdown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("A replay did not end in time; what it copied stays, and it goes on from there.");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        share.close();
    }
}
