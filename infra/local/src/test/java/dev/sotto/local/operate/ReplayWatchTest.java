package dev.sotto.local.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.local.terminal.Failure;
import dev.sotto.log.replay.Replayed;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayPlace;
import dev.sotto.schemas.operation.ReplayStanding;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayWish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReplayWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WISH = "wish";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicReference<Replayed> replay = new AtomicReference<>(at("", ReplayState.WAITING, 0));

    private static Replayed at(String answers, ReplayState state, long read) {
        ReplayAsked asked = new ReplayAsked(
                "friday",
                "orders.events",
                null,
                null,
                null,
                null,
                0,
                false,
                ReplayWish.RUN,
                "ada",
                "to look",
                null,
                null);
        List<ReplayPlace> places = List.of(new ReplayPlace(0, 0, read, 100));
        ReplayStanding standing = new ReplayStanding(answers, state, read, 0, 1, places, null, null, Map.of());
        return new Replayed("orders.events.replay.friday", asked, WISH, NOON, standing, null);
    }

    private StepVerifier.FirstStep<Replayed> watched() {
        return StepVerifier.withVirtualTime(
                () -> new ReplayWatch(() -> Mono.fromSupplier(replay::get)).watch(told -> {}));
    }

    @Test
    void whereNobodyCopiesItEndsAndSaysSo() {
        watched()
                .expectSubscription()
                .thenAwait(ReplayWatch.SILENCE.multipliedBy(2))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(Failure.class)
                        .hasMessageContaining("Nobody has taken up orders.events.replay.friday")
                        .hasMessageContaining("replays stop friday"))
                .verify(PATIENCE);
    }

    @Test
    void whereWhoeverCopiesFallsSilentItEndsAndSaysSo() {
        watched()
                .expectSubscription()
                .then(() -> replay.set(at(WISH, ReplayState.RUNNING, 40)))
                .thenAwait(ReplayWatch.SILENCE.multipliedBy(2))
                .expectErrorSatisfies(error ->
                        assertThat(error).isInstanceOf(Failure.class).hasMessageContaining("Nothing was heard"))
                .verify(PATIENCE);
    }

    @Test
    void oneThatWaitsForItsTurnIsWaitedForUntilItIsComplete() {
        watched()
                .expectSubscription()
                .then(() -> replay.set(at(WISH, ReplayState.WAITING, 0)))
                .thenAwait(ReplayWatch.SILENCE.multipliedBy(10))
                .then(() -> replay.set(at(WISH, ReplayState.COMPLETE, 100)))
                .thenAwait(Duration.ofSeconds(1))
                .expectNextMatches(last -> last.state() == ReplayState.COMPLETE)
                .expectComplete()
                .verify(PATIENCE);
    }
}
