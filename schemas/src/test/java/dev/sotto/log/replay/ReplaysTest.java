package dev.sotto.log.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.log.EventLog;
import dev.sotto.log.LogSettings;
import dev.sotto.log.TopicPlan;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.log.operate.Look;
import dev.sotto.log.operate.Survey;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.ShadowTopic;
import dev.sotto.log.passage.Walk;
import dev.sotto.log.replay.ReplayAnswer.Conflicting;
import dev.sotto.log.replay.ReplayAnswer.Taken;
import dev.sotto.log.replay.ReplayAnswer.Unfit;
import dev.sotto.log.replay.ReplayAnswer.Unknown;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.operation.OperationKind;
import dev.sotto.schemas.operation.OperatorAction;
import dev.sotto.schemas.operation.ReplayState;
import dev.sotto.schemas.operation.ReplayWish;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ReplaysTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOPIC = Topics.CALLS_EVENTS.name();
    private static EmbeddedKafka kafka;
    private static LogSettings settings;
    private static EventLog log;
    private static Replays replays;

    private final String name = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final String target = TOPIC + ".replay." + name;
    private final String call = UUID.randomUUID().toString();
    private final Passage passage = new Passage(TOPIC, null, null, "mine", call);

    @BeforeAll
    static void startLog() {
        kafka = EmbeddedKafka.temporary();
        settings = LogSettings.at(kafka.bootstrapServers());
        log = EventLog.open(settings, "test", new SimpleMeterRegistry());
        log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        replays = new Replays(log);
    }

    @AfterAll
    static void stopLog() {
        log.close();
        kafka.close();
    }

    @Test
    void aReplayIsPausedGoesOnAndIsCompleteOnce() {
        append(400);
        try (Replayer worker = new Replayer(settings, log, replays, name)) {
            ask(passage, 20, false);
            Replayed running = await(one -> one.standing().copied() > 0);
            assertThat(running.state()).isEqualTo(ReplayState.RUNNING);
            assertThat(running.standing().readPerSecond()).isNotNegative();
            assertThat(running.standing().toRead()).isGreaterThanOrEqualTo(400);

            wish(ReplayWish.PAUSE);
            Replayed paused = await(one -> one.state() == ReplayState.PAUSED);
            assertThat(paused.standing().copied()).isBetween(1L, 399L).isEqualTo(copies());
            assertThat(paused.left()).isNull();

            ask(passage, 0, false);
            Replayed complete = await(one -> one.state() == ReplayState.COMPLETE);
            assertThat(complete.standing().copied()).isEqualTo(400);
            assertThat(complete.standing().read()).isEqualTo(complete.standing().toRead());

            wish(ReplayWish.RUN);
            await(one -> one.state() == ReplayState.COMPLETE);
            assertThat(worker).isNotNull();
        }
        assertThat(look(Passage.of(target)))
                .extracting(copy -> copy.header(ShadowTopic.ORIGINAL))
                .hasSize(400)
                .doesNotHaveDuplicates();
        assertThat(actions())
                .containsExactly(
                        OperationKind.REPLAY_BEGUN,
                        OperationKind.REPLAY_PAUSED,
                        OperationKind.REPLAY_BEGUN,
                        OperationKind.REPLAY_ENDED,
                        OperationKind.REPLAY_RESUMED,
                        OperationKind.REPLAY_ENDED);
    }

    @Test
    void whoComesAfterOneThatEndedGoesOnWhereTheCopiesEnd() {
        append(300);
        try (Replayer first = new Replayer(settings, log, replays, name)) {
            ask(passage, 20, false);
            await(one -> one.standing().copied() > 0);
            assertThat(first).isNotNull();
        }
        assertThat(copies()).isBetween(1L, 299L);
        try (EventLog other = EventLog.open(settings, "other", new SimpleMeterRegistry());
                Replayer second = new Replayer(settings, other, new Replays(other), name)) {
            ask(passage, 0, false);
            assertThat(await(one -> one.state() == ReplayState.COMPLETE)
                            .standing()
                            .copied())
                    .isEqualTo(300);
            assertThat(second).isNotNull();
        }
        assertThat(look(Passage.of(target)))
                .extracting(copy -> copy.header(ShadowTopic.ORIGINAL))
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    void countingCopiesNothingAndStoppingIsTheEnd() {
        append(7);
        try (Replayer worker = new Replayer(settings, log, replays, name)) {
            ask(passage, 0, true);
            Replayed counted = await(one -> one.state() == ReplayState.COMPLETE);
            assertThat(counted.standing().copied()).isEqualTo(7);
            assertThat(counted.standing().bytes()).isPositive();
            assertThat(Survey.of(settings)).extracting(Survey.Surveyed::topic).doesNotContain(target);
            assertThat(wish(ReplayWish.STOP)).isInstanceOf(Conflicting.class);

            ask(passage, 0.01, false);
            wish(ReplayWish.STOP);
            assertThat(await(one -> one.state() == ReplayState.STOPPED)
                            .standing()
                            .copied())
                    .isZero();
            assertThat(worker).isNotNull();
        }
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        append(1);
        assertThat(refusal(Passage.of("calls.event"), name, 0)).isInstanceOf(Unfit.class);
        assertThat(refusal(passage, "../x", 0)).isInstanceOf(Unfit.class);
        assertThat(refusal(passage, name, -1)).isInstanceOf(Unfit.class);
        Instant now = Instant.now();
        assertThat(refusal(new Passage(TOPIC, now, now, null, null), name, 0)).isInstanceOf(Unfit.class);
        assertThat(replays.wish(name, ReplayWish.PAUSE, "me", "").block(SOON)).isInstanceOf(Unknown.class);

        new Replay(settings, Passage.of(TOPIC), name).run(Double.POSITIVE_INFINITY, any -> true);
        try (Replayer worker = new Replayer(settings, log, replays, name)) {
            ask(passage, 0, false);
            assertThat(await(one -> one.state() == ReplayState.FAILED)
                            .standing()
                            .problem())
                    .contains("already holds another passage");
            assertThat(refusal(Passage.of(TOPIC), name, 0)).isInstanceOf(Conflicting.class);
            assertThat(worker).isNotNull();
        }
    }

    private static ReplayAnswer refusal(Passage passage, String name, double rate) {
        return Objects.requireNonNull(
                replays.ask(passage, name, rate, false, "me", "").block(SOON));
    }

    private void ask(Passage passage, double rate, boolean onlyCount) {
        assertThat(replays.ask(passage, name, rate, onlyCount, "me", "a try").block(SOON))
                .isInstanceOf(Taken.class);
    }

    private ReplayAnswer wish(ReplayWish wish) {
        return Objects.requireNonNull(replays.wish(name, wish, "me", "").block(SOON));
    }

    /** As it stands when it is as it should be for what was wished last. */
    private Replayed await(Predicate<Replayed> reached) {
        return Objects.requireNonNull(Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> replays.find(name), 1)
                .filter(one -> one.isHeard() && reached.test(one))
                .blockFirst(SOON));
    }

    private long copies() {
        return look(Passage.of(target)).size();
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

    private static List<LogEntry> look(Passage passage) {
        List<LogEntry> seen = new ArrayList<>();
        Look.at(settings, passage, 1_000, false, seen::add);
        return seen;
    }

    private void append(int records) {
        Flux.range(0, records)
                .concatMap(i -> log.append(
                        Topics.CALLS_EVENTS,
                        call,
                        new CallRecord(
                                Envelope.unique(Topics.CALLS_EVENTS, "mine"), call, new GatewayHeartbeat("n", i, 1)),
                        Trace.start()))
                .blockLast(SOON);
    }
}
