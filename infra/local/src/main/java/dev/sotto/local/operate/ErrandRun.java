package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.local.terminal.ProgressLine;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.replay.Errand;
import dev.sotto.log.replay.Replayed;
import dev.sotto.log.replay.Replays;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a replay that has a task and works at it here. Where another process may still have it, that one is told to go on
 * and given a while to be heard; only then is it taken from it.
 */
final class ErrandRun {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TO_BE_HEARD = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final LogSettings settings;
    private final CommandSpec spec;

    ErrandRun(LogSettings settings, CommandSpec spec) {
        this.settings = settings;
        this.spec = spec;
    }

    /** What is done. */
    interface Work {

        /**
         * Does it, or what is left of it.
         *
         * @return null when it did not go on to the end
         */
        @Nullable
        Ending work(EventLog events, Errand errand, ProgressLine progress);
    }

    /** @param isAsHoped whether everything is as it was, or equal */
    record Ending(String outcome, boolean isAsHoped) {}

    /** The exit code. */
    int run(ReplayAsked wanted, Work work) {
        try (EventLog events = EventLog.open(settings, "operator", new SimpleMeterRegistry());
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            Replays replays = new Replays(events);
            Replayed elsewhere = wokenElsewhere(replays, wanted);
            if (elsewhere != null) {
                return watched(replays, elsewhere, progress);
            }
            ReplayAsked mine = wanted.takenBy(UUID.randomUUID().toString(), WhyOption.operator(), wanted.reason());
            Replayed taken = ReplaysCommand.taken(replays.take(mine).block(LIMIT));
            return worked(replays, taken, work, events, progress);
        }
    }

    /** The replay, where a process that had it has heard that it is to go on; null where none has. */
    private static @Nullable Replayed wokenElsewhere(Replays replays, ReplayAsked wanted) {
        Replayed known = replays.known(wanted).block(LIMIT);
        boolean maybe = known != null
                && (known.state() == ReplayState.RUNNING || known.state() == ReplayState.PAUSED)
                && known.isAttended(Instant.now());
        if (!maybe) {
            return null;
        }
        String id = ReplaysCommand.taken(replays.take(wanted).block(LIMIT)).id();
        return Flux.interval(LOOK)
                .onBackpressureDrop()
                .concatMap(tick -> replays.find(id), 1)
                .filter(one -> one.isHeard() && one.state() == ReplayState.RUNNING)
                .next()
                .timeout(TO_BE_HEARD)
                .onErrorResume(TimeoutException.class, gone -> Mono.empty())
                .block(LIMIT);
    }

    private int watched(Replays replays, Replayed elsewhere, ProgressLine progress) {
        say(elsewhere.id() + " goes on in the process that has it.");
        Replayed last = new ReplayWatch(() -> replays.find(elsewhere.id()))
                .watch(now ->
                        progress.show(now.standing().read(), now.standing().toRead()))
                .block();
        say(ReplaysCommand.sentence(Objects.requireNonNull(last)));
        return last.state() == ReplayState.COMPLETE ? 0 : Failure.EXIT;
    }

    private int worked(Replays replays, Replayed taken, Work work, EventLog events, ProgressLine progress) {
        try (Errand errand = new Errand(replays, taken)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> errand.leave(WhyOption.operator()), "leave"));
            Ending ending = tried(work, events, errand, progress);
            if (ending == null) {
                return leftOff(replays, taken);
            }
            errand.complete(ending.outcome());
            return ending.isAsHoped() ? 0 : Failure.EXIT;
        }
    }

    private static @Nullable Ending tried(Work work, EventLog events, Errand errand, ProgressLine progress) {
        try {
            return work.work(events, errand, progress);
        } catch (RuntimeException failed) {
            errand.failed(String.valueOf(failed.getMessage()));
            throw failed;
        }
    }

    private int leftOff(Replays replays, Replayed taken) {
        Replayed now = replays.find(taken.id()).block(LIMIT);
        say(now == null ? taken.id() + " is forgotten." : ReplaysCommand.sentence(now));
        return Failure.EXIT;
    }

    private void say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
    }
}
