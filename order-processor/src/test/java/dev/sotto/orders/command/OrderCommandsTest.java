package dev.sotto.orders.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.order.OrderKey;
import dev.sotto.orders.order.OrderState;
import dev.sotto.orders.order.TicketStatus;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class OrderCommandsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final OrderKey ORDER = new OrderKey("r1", "o1");

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final OrderLog log = new OrderLog(0);
    private final List<OrderRecord> appended = new CopyOnWriteArrayList<>();
    private boolean logIsAway;
    private CommandLog decided;
    private OrderCommands commands;

    @BeforeEach
    void placeAnOrderOfTwoStations() {
        decided = new CommandLog(database.postgres(), JsonMapper.builder().build());
        commands = new OrderCommands(decided, this::append, Clock.systemUTC());
        log.append(OrderLog.order("r1", "o1", 1, OrderLog.placed("any")));
        log.append(OrderLog.order("r1", "o1", 2, soupAndPizza("pizza")));
        project();
    }

    private static OrderAmended soupAndPizza(String pizza) {
        return new OrderAmended(List.of(OrderLog.line("1", "soup", "pot"), OrderLog.line("2", pizza, "oven")), 1900);
    }

    private Mono<Void> append(OrderRecord order) {
        return logIsAway ? Mono.error(new TimeoutException("away")) : Mono.fromRunnable(() -> appended.add(order));
    }

    @Test
    void theLastStationMakesTheOrderReadyEvenWhenBothPressAtOnce() {
        Flux.merge(bump("pot", null), bump("oven", null)).blockLast(SOON);

        assertThat(appended)
                .extracting(order -> order.event().getClass().getSimpleName())
                .hasSize(2);
        assertThat(appended.stream().map(OrderRecord::version)).containsExactlyInAnyOrder(3L, 4L);
        assertThat(state().status()).isEqualTo(TicketStatus.READY);
        assertThat(last(OrderStatusChanged.class).station()).isNull();
    }

    @Test
    void withAnExpoTheLastStationOnlyFinishesItsOwn() {
        Seen seen = new Seen("cook", 2, false, true);
        commands.carryOut(ORDER, new Command.Bump("pot"), seen, null).block(SOON);
        commands.carryOut(ORDER, new Command.Bump("oven"), seen, null).block(SOON);

        assertThat(state().status()).isEqualTo(TicketStatus.PREPARING);
        assertThat(state().lines()).allMatch(line -> state().isDone(line));

        commands.carryOut(ORDER, new Command.Bump(null), seen, null).block(SOON);
        assertThat(state().status()).isEqualTo(TicketStatus.READY);
    }

    @Test
    void aPressThatIsSentTwiceIsDoneOnceAndAnsweredTheSame() {
        Answer first = bump("pot", "key-1").block(SOON);
        settle();
        assertThat(commands.carryOut(ORDER, new Command.Recall("pot"), seen(3), null)
                        .block(SOON))
                .isEqualTo(new Answer.Accepted(4));

        assertThat(bump("pot", "key-1").block(SOON)).isEqualTo(first).isEqualTo(new Answer.Accepted(3));
        assertThat(state().isDone(state().lines().getFirst())).isFalse();
        assertThat(refusal(commands.carryOut(ORDER, new Command.Bump("oven"), seen(2), "key-1")))
                .isEqualTo("key-reused");
    }

    @Test
    void aPressOnDishesThatHaveSinceChangedIsRefused() {
        log.append(OrderLog.order("r1", "o1", 3, soupAndPizza("calzone")));
        project();

        assertThat(refusal(bump("oven", null))).isEqualTo("changed");
        assertThat(appended).isEmpty();
    }

    @Test
    void anOldPressDoesNotUndoWhatSomebodyCalledBack() {
        bump("pot", null).block(SOON);
        commands.carryOut(ORDER, new Command.Recall("pot"), seen(3), null).block(SOON);

        assertThat(refusal(bump("pot", null))).isEqualTo("changed");
    }

    @Test
    void whatWasDecidedWhileTheLogWasAwayIsAppendedLater() {
        logIsAway = true;
        assertThat(bump("pot", null).block(SOON)).isEqualTo(new Answer.Accepted(3));
        logIsAway = false;
        assertThat(bump("oven", null).block(SOON)).isEqualTo(new Answer.Accepted(4));

        List<OrderRecord> late = Objects.requireNonNull(decided.waiting(Duration.ZERO, 10)
                .map(OrderCommands::record)
                .collectList()
                .block(SOON));
        assertThat(late).extracting(OrderRecord::version).containsExactly(3L, 4L);
        late.forEach(log::append);
        project();

        assertThat(database.tickets().find("r1", "o1").block(SOON))
                .extracting(ticket -> ticket.status(), ticket -> ticket.version())
                .containsExactly(TicketStatus.READY, 4L);
        assertThat(database.count("commands")).isZero();
    }

    @Test
    void aCancelledOrderCanOnlyBeSeen() {
        commands.carryOut(ORDER, new Command.Cancel("guest left"), seen(2), null)
                .block(SOON);

        assertThat(refusal(bump("pot", null))).isEqualTo("cancelled");
        mark(TicketMark.SEEN, "pot");
        mark(TicketMark.SEEN, "pot");

        assertThat(state().marks().seen()).containsExactly("pot");
        assertThat(appended).hasSize(2);
    }

    @Test
    void coursesAreFiredAndHeldAndOrdersRushedAndMovedOnce() {
        for (int twice = 0; twice < 2; twice++) {
            mark(TicketMark.FIRED, "oven");
            mark(TicketMark.RUSHED, null);
            commands.carryOut(ORDER, new Command.MoveToTable("9"), seen(2), null)
                    .block(SOON);
        }

        assertThat(appended).hasSize(3);
        assertThat(last(TicketMarked.class).mark()).isEqualTo(TicketMark.RUSHED);
        assertThat(state().table()).isEqualTo("9");
    }

    @Test
    void anOrderNobodyKnowsIsNotAnswered() {
        assertThat(commands.carryOut(new OrderKey("r2", "o1"), new Command.Bump(null), seen(1), null)
                        .block(SOON))
                .isNull();
    }

    private void mark(TicketMark mark, @Nullable String station) {
        commands.carryOut(ORDER, new Command.Mark(mark, station, List.of()), seen(2), null)
                .block(SOON);
    }

    private Mono<Answer> bump(String station, @Nullable String key) {
        return commands.carryOut(ORDER, new Command.Bump(station), seen(2), key);
    }

    private static Seen seen(long version) {
        return new Seen("cook", version, false, false);
    }

    private static String refusal(Mono<Answer> answer) {
        return answer.block(SOON) instanceof Answer.Refused refused
                ? refused.problem().code()
                : "not refused";
    }

    private <T> T last(Class<T> kind) {
        return appended.stream()
                .filter(order -> kind.isInstance(order.event()))
                .max(Comparator.comparingLong(OrderRecord::version))
                .map(order -> kind.cast(order.event()))
                .orElseThrow();
    }

    private OrderState state() {
        return Objects.requireNonNull(OrderState.fold(Objects.requireNonNull(
                decided.locked(ORDER, () -> decided.eventsOf(ORDER)).block(SOON))));
    }

    /** What was appended comes back from the log. */
    private void settle() {
        appended.forEach(log::append);
        project();
    }

    private void project() {
        database.ledger().write(log.all()).block(SOON);
    }
}
