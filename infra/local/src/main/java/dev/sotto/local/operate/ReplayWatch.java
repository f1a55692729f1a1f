package dev.sotto.local.operate;

import dev.sotto.local.terminal.Failure;
import dev.sotto.log.replay.Replayed;
import dev.sotto.schemas.operation.ReplayState;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows a replay until it rests. Whoever copies tells each second how far he is, so silence means that nobody does. */
final class ReplayWatch {

    static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<Mono<Replayed>> replay;
    private @Nullable Replayed last;

    /** @param replay as it stands at each look; empty once it is forgotten */
    ReplayWatch(Supplier<Mono<Replayed>> replay) {
        this.replay = replay;
    }

    /**
     * The replay when it is over or paused.
     *
     * @param told each time something is told of it
     * @return fails with {@link Failure} when nobody takes it up, or goes on with it, for {@link #SILENCE}
     */
    Mono<Replayed> watch(Consumer<Replayed> told) {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .concatMap(tick -> replay.get(), 1)
                .doOnNext(now -> last = now)
                // One that waits for its turn is told once; everything else counts when it is new.
                .distinctUntilChanged(now -> isInLine(now) ? new Object() : now)
                .timeout(SILENCE)
                .onErrorMap(TimeoutException.class, silent -> new Failure(sentence()))
                .doOnNext(told)
                .filter(now -> now.isHeard() && (now.state().isOver() || now.state() == ReplayState.PAUSED))
                .next();
    }

    private static boolean isInLine(Replayed now) {
        return now.isHeard() && now.state() == ReplayState.WAITING;
    }

    private String sentence() {
        Replayed known = last;
        if (known == null) {
            return "Nothing is known of this replay any longer.";
        }
        String who = known.isHeard()
                ? "Nothing was heard of " + known.id() + " for " + SILENCE.toSeconds()
                        + " seconds, and it is not complete."
                : "Nobody has taken up " + known.id() + " within " + SILENCE.toSeconds() + " seconds.";
        return who + " The service of the history copies, and none seems to run. It goes on when one does;"
                + " ./sotto replays stop " + known.asked().name() + " gives it up.";
    }
}
