package dev.sotto.dialogue.colleague.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.ai.AiOutcome;
import dev.sotto.schemas.ai.AiUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class DeskTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final BudgetSettings BUDGET = new BudgetSettings(10, 1, 0.8);

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final Ledger ledger = new Ledger(BUDGET, this::now);
    private final List<String> served = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Map<String, Sinks.One<String>> work = new ConcurrentHashMap<>();

    @Test
    void whoWaitsHardestIsServedFirst() {
        Desk desk = desk(1, 600, 1_000_000);
        comes(desk, "first", "a", Priority.CALL);
        comes(desk, "batch", "a", Priority.BATCH);
        comes(desk, "earpiece", "a", Priority.EARPIECE);
        comes(desk, "call", "a", Priority.CALL);
        comes(desk, "confirming", "a", Priority.CONFIRMING);

        List.of("first", "confirming", "call", "earpiece", "batch").forEach(this::done);

        assertThat(served).containsExactly("first", "confirming", "call", "earpiece", "batch");
    }

    @Test
    void aBusyRestaurantDoesNotStarveAQuietOne() {
        Desk desk = desk(1, 600, 1_000_000);
        comes(desk, "busy 1", "busy", Priority.CALL);
        comes(desk, "busy 2", "busy", Priority.CALL);
        comes(desk, "busy 3", "busy", Priority.CALL);
        comes(desk, "quiet 1", "quiet", Priority.CALL);

        List.of("busy 1", "quiet 1", "busy 2", "busy 3").forEach(this::done);

        assertThat(served).containsExactly("busy 1", "quiet 1", "busy 2", "busy 3");
    }

    @Test
    void whoGoesAwayLeavesHisPlaceToTheNext() {
        Desk desk = desk(1, 600, 1_000_000);
        Disposable first = comes(desk, "first", "a", Priority.CALL);
        Disposable second = comes(desk, "second", "a", Priority.CALL);
        comes(desk, "third", "a", Priority.CALL);

        second.dispose();
        first.dispose();

        assertThat(served).containsExactly("first", "third");
    }

    @Test
    void nobodyIsServedBeyondTheLimitAndWhoCannotBeInTimeIsToldAtOnce() {
        Desk desk = desk(10, 2, 1_000_000);
        comes(desk, "one", "a", Priority.CALL);
        comes(desk, "two", "b", Priority.CALL);
        comes(desk, "three", "c", Priority.CALL, Duration.ofMinutes(5));
        comes(desk, "hasty", "d", Priority.CONFIRMING, Duration.ofSeconds(2));

        assertThat(served).containsExactly("one", "two");
        assertThat(refused).containsExactly("hasty");
        List.of("one", "two").forEach(id -> {
            ledger.apply(usage(id, "a", NOON, 10, 0));
            done(id);
        });
        timer.advanceTimeBy(Duration.ofSeconds(31));
        assertThat(served).containsExactly("one", "two", "three");
    }

    @Test
    void theLimitsOfARestartedWorkerAreThoseOfTheLog() {
        Desk desk = desk(10, 100, 1000);
        Ledger restarted = new Ledger(BUDGET, this::now);
        restarted.limit("small", 100, 1000);
        for (AiUsage usage : List.of(usage("x", "a", NOON, 600, 0), usage("y", "b", NOON, 400, 0))) {
            ledger.apply(usage);
            restarted.apply(usage);
        }
        assertThat(ledger.wait("small", 500)).isEqualTo(Duration.ofSeconds(30));
        assertThat(restarted.wait("small", 500)).isEqualTo(Duration.ofSeconds(30));
        assertThat(desk).isNotNull();
    }

    @Test
    void aPromiseCountsUntilItsRecordIsThere() {
        desk(10, 100, 1000);
        ledger.promise("small", "x", 1000);
        assertThat(ledger.wait("small", 100)).isPositive();
        ledger.apply(usage("x", "a", NOON, 50, 0));
        assertThat(ledger.wait("small", 100)).isZero();
    }

    @Test
    void aBudgetDegradesThenStopsAndBeginsAnewTheNextDay() {
        desk(10, 100, 1000);
        ledger.apply(usage("x", "a", NOON, 1, 700_000));
        assertThat(ledger.standing("a")).isEqualTo(Standing.WELL);
        ledger.apply(usage("y", "a", NOON, 1, 150_000));
        assertThat(ledger.standing("a")).isEqualTo(Standing.THRIFT);
        ledger.apply(usage("z", "a", NOON, 1, 150_000));
        assertThat(ledger.standing("a")).isEqualTo(Standing.SPENT);
        assertThat(ledger.standing("b")).isEqualTo(Standing.WELL);
        ledger.apply(usage("w", "c", NOON, 1, 9_000_000));
        assertThat(ledger.standing("b")).isEqualTo(Standing.SPENT);
        timer.advanceTimeBy(Duration.ofHours(13));
        assertThat(ledger.standing("a")).isEqualTo(Standing.WELL);
    }

    private Desk desk(int places, int requests, int tokens) {
        ledger.limit("small", requests, tokens);
        return new Desk("small", places, ledger, timer, this::now);
    }

    private Instant now() {
        return NOON.plusMillis(timer.now(java.util.concurrent.TimeUnit.MILLISECONDS));
    }

    private Disposable comes(Desk desk, String id, String restaurant, Priority priority) {
        return comes(desk, id, restaurant, priority, Duration.ofMinutes(5));
    }

    private Disposable comes(Desk desk, String id, String restaurant, Priority priority, Duration patience) {
        Sinks.One<String> answer = Sinks.one();
        work.put(id, answer);
        Visitor visitor = new Visitor(id, restaurant, priority, 10, now().plus(patience));
        return desk.serve(visitor, answer.asMono().doOnSubscribe(_ -> served.add(id)))
                .subscribe(_ -> {}, _ -> refused.add(id));
    }

    private void done(String id) {
        java.util.Objects.requireNonNull(work.get(id)).tryEmitValue("done");
    }

    private static AiUsage usage(String id, String restaurant, Instant when, long tokens, long costMicros) {
        return new AiUsage(
                new Envelope(Topics.AI_USAGE.name(), restaurant, id, when),
                null,
                "small",
                "mini",
                AiOutcome.ACCEPTED,
                null,
                1,
                tokens,
                0,
                false,
                costMicros,
                null,
                10);
    }
}
