package dev.sotto.log.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.Walk;
import dev.sotto.log.replay.ReplayAnswer.Conflicting;
import dev.sotto.log.replay.ReplayAnswer.Taken;
import dev.sotto.log.replay.ReplayAnswer.Unfit;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.OperatorAction;
import dev.sotto.schemas.operation.RebuildTask;
import dev.sotto.schemas.operation.ReplayAsked;
import dev.sotto.schemas.operation.ReplayPlace;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayTask;
import dev.sotto.schemas.operation.ReplayWish;
import dev.sotto.schemas.operation.RerunTask;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ErrandTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final RerunTask FROM_WORDS = new RerunTask(false, List.of(), null);
    private static final List<ReplayPlace> HALF = List.of(new ReplayPlace(0, 0, 10, 10), new ReplayPlace(1, 0, 3, 10));
    private static EmbeddedKafka kafka;
    private static LogSettings settings;
    private static EventLog log;
    private static Replays replays;

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final String target = "orders.events.replay." + name;

    @BeforeAll
    static void startLog() {
        kafka = EmbeddedKafka.temporary();
        settings = LogSettings.at(kafka.bootstrapServers());
        log = EventLog.open(settings, "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(1, (short) 1)).block(SOON);
        replays = new Replays(log);
    }

    @AfterAll
    static void stopLog() {
        log.close();
        kafka.close();
    }

    @Test
    void anErrandRestsGoesOnAndIsComplete() throws Exception {
        try (Errand errand = new Errand(replays, taken("one", FROM_WORDS))) {
            assertThat(errand.goesOn(1)).isTrue();
            errand.reached(HALF, 7, "7 so far", Map.of("same", 6L));
            Replayed running = await(
                    one -> one.state() == ReplayState.RUNNING && one.standing().copied() == 7);
            assertThat(running.standing().outcome()).isEqualTo("7 so far");
            assertThat(running.standing().read()).isEqualTo(13);

            wish(ReplayWish.PAUSE);
            CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(() -> errand.goesOn(1));
            assertThat(await(one -> one.state() == ReplayState.PAUSED)
                            .standing()
                            .copied())
                    .isEqualTo(7);
            assertThat(next).isNotDone();
            wish(ReplayWish.RUN);
            assertThat(next.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await(one -> one.state() == ReplayState.RUNNING);

            errand.complete("all as it was");
        }
        Replayed complete = await(one -> one.state() == ReplayState.COMPLETE);
        assertThat(complete.standing().outcome()).isEqualTo("all as it was");
        assertThat(complete.standing().read()).isEqualTo(20);
        assertThat(actions())
                .containsExactly(
                        OperationKind.REPLAY_BEGUN,
                        OperationKind.REPLAY_PAUSED,
                        OperationKind.REPLAY_RESUMED,
                        OperationKind.REPLAY_ENDED);
    }

    @Test
    void whatIsGivenUpDoesNotGoOnAndOneThatIsCompleteBeginsAnew() {
        try (Errand errand = new Errand(replays, taken("one", FROM_WORDS))) {
            errand.reached(HALF, 7, null, Map.of());
            wish(ReplayWish.STOP);
            assertThat(errand.goesOn(1)).isFalse();
            await(one -> one.state() == ReplayState.STOPPED);
        }
        try (Errand errand = new Errand(replays, taken("two", FROM_WORDS))) {
            assertThat(errand.before().isThrough(0)).isTrue();
            errand.complete("done");
        }
        try (Errand errand = new Errand(replays, taken("three", FROM_WORDS))) {
            assertThat(errand.before().isThrough(0)).isFalse();
            assertThat(errand.before().copied()).isZero();
            errand.failed("the menu is gone");
        }
        assertThat(await(one -> one.state() == ReplayState.FAILED).standing().problem())
                .isEqualTo("the menu is gone");
    }

    @Test
    void whoTakesItGoesOnWhereItIsAndWhoHadItDoesNot() {
        Replayed first = taken("one", FROM_WORDS);
        try (Errand had = new Errand(replays, first);
                EventLog other = EventLog.open(settings, "other", new SimpleMeterRegistry())) {
            had.reached(HALF, 7, "7 so far", Map.of("same", 6L));
            Replays theirs = new Replays(other);
            Replayed taken = taken(theirs, wanted(FROM_WORDS).takenBy("two", "me", ""));
            assertThat(taken.asked().before()).isEqualTo(first.asked().before());
            try (Errand has = new Errand(theirs, taken)) {
                assertThat(has.before().isThrough(0)).isTrue();
                assertThat(has.before().isThrough(1)).isFalse();
                assertThat(has.before().counts()).containsEntry("same", 6L);
                await(one -> one.wishId().equals(taken.wishId()));
                assertThat(had.goesOn(1)).isFalse();
                assertThat(has.goesOn(1)).isTrue();
            }
        }
    }

    @Test
    void aProcessThatEndsLeavesItsErrandAtRest() {
        try (Errand errand = new Errand(replays, taken("one", FROM_WORDS))) {
            errand.reached(HALF, 7, null, Map.of());
            errand.leave("me");
            assertThat(errand.goesOn(1)).isFalse();
        }
        assertThat(await(one -> one.state() == ReplayState.PAUSED).standing().copied())
                .isEqualTo(7);
    }

    @Test
    void thatAProcessIsGoneIsSaidAndWhatIsWishedThenAnswered() {
        try (Errand errand = new Errand(replays, taken("one", FROM_WORDS))) {
            errand.reached(HALF, 7, null, Map.of());
        }
        try (Replayer lookingAfter = new Replayer(settings, log, replays, name, Duration.ofMillis(200))) {
            assertThat(lookingAfter).isNotNull();
            Replayed waiting = await(one -> one.state() == ReplayState.WAITING);
            assertThat(waiting.standing().problem()).contains("No process works at it");
            assertThat(waiting.standing().copied()).isEqualTo(7);
            wish(ReplayWish.STOP);
            await(one -> one.state() == ReplayState.STOPPED);
        }
    }

    @Test
    void twoTasksAreNeverMixedUnderOneName() {
        taken("one", FROM_WORDS);
        RerunTask fromSound = new RerunTask(true, List.of("vosk"), null);
        assertThat(answer(wanted(fromSound).takenBy("two", "me", "")))
                .isInstanceOfSatisfying(
                        Conflicting.class, no -> assertThat(no.why()).contains("from their words"));
        assertThat(replays.ask(Passage.of(Topics.ORDERS_EVENTS.name()), name, 0, false, "me", "")
                        .block(SOON))
                .isInstanceOf(Conflicting.class);
        RebuildTask rebuild = new RebuildTask(true, null, "", "user", "owner");
        assertThat(taken("three", rebuild).id()).isEqualTo("rebuild." + name);
        RebuildTask compared = new RebuildTask(false, null, "", "user", "owner");
        assertThat(answer(wanted(compared).takenBy("four", "me", "")))
                .isInstanceOfSatisfying(
                        Conflicting.class, no -> assertThat(no.why()).contains("is not over yet"));
        try (Errand errand = new Errand(replays, taken("five", rebuild))) {
            errand.complete("equal");
        }
        assertThat(taken("six", compared).asked().task()).isEqualTo(compared);
        assertThat(answer(ReplayAsked.todo(
                        "../x", rebuild, Topics.ORDERS_EVENTS.name(), null, null, null, null, 0, "me", "")))
                .isInstanceOf(Unfit.class);
    }

    private ReplayAsked wanted(ReplayTask task) {
        return ReplayAsked.todo(name, task, Topics.CALLS_EVENTS.name(), null, null, null, null, 0, "me", "a try");
    }

    private Replayed taken(String worker, ReplayTask task) {
        return taken(replays, wanted(task).takenBy(worker, "me", "a try"));
    }

    private static Replayed taken(Replays through, ReplayAsked wanted) {
        ReplayAnswer answer = through.take(wanted).block(SOON);
        assertThat(answer).isInstanceOf(Taken.class);
        return ((Taken) Objects.requireNonNull(answer)).replay();
    }

    private static ReplayAnswer answer(ReplayAsked wanted) {
        return Objects.requireNonNull(replays.take(wanted).block(SOON));
    }

    private void wish(ReplayWish wish) {
        assertThat(replays.wish(target, wish, "me", "").block(SOON)).isInstanceOf(Taken.class);
    }

    private Replayed await(Predicate<Replayed> reached) {
        return Objects.requireNonNull(Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> replays.find(target), 1)
                .filter(reached)
                .blockFirst(SOON));
    }

    private List<OperationKind> actions() {
        List<OperationKind> kinds = new ArrayList<>();
        try (Walk<OperatorAction> walk = new Walk<>(settings, Topics.OPERATORS_ACTIONS)) {
            walk.on((records, read, toRead) -> records.forEach(delivery -> {
                if (delivery.require().subject().equals(target)) {
                    kinds.add(delivery.require().kind());
                }
            }));
        }
        return kinds;
    }
}
