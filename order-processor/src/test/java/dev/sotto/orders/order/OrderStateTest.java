package dev.sotto.orders.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.OrderLog;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderMovedToTable;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TicketMark;
import dev.sotto.schemas.order.TicketMarked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStateTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void theOrderEventsArriveInDoesNotChangeTheOutcome(long seed) {
        List<OrderEvent> events = List.of(
                OrderLog.placed("margherita"),
                OrderLog.amended("regina"),
                OrderLog.moved(OrderStatus.PREPARING),
                OrderLog.amended("calzone"),
                OrderLog.moved(OrderStatus.READY));
        List<StoredEvent> arrived = new ArrayList<>();
        for (OrderEvent event : events) {
            arrived.add(stored(arrived.size() + 1, event));
        }
        Collections.shuffle(arrived, new Random(seed));

        OrderState state = fold(arrived);

        assertThat(state.lines().getFirst().name()).isEqualTo("calzone");
        assertThat(state.status()).isEqualTo(TicketStatus.READY);
        assertThat(state.version()).isEqualTo(5);
    }

    @Test
    void anOrderThatWasNotPlacedYetIsNone() {
        assertThat(OrderState.fold(List.of(stored(2, OrderLog.amended("regina")))))
                .isNull();
    }

    @Test
    void whatIsCancelledStaysCancelled() {
        OrderState state = fold(List.of(
                stored(1, OrderLog.placed("margherita")),
                stored(2, OrderLog.cancelled()),
                stored(3, OrderLog.moved(OrderStatus.PREPARING))));

        assertThat(state.status()).isEqualTo(TicketStatus.CANCELLED);
        assertThat(state.reason()).isEqualTo("changed their mind");
    }

    @Test
    void dishesThatChangeAfterTheBumpComeBackToTheKitchen() {
        OrderState state = fold(List.of(
                stored(1, OrderLog.placed("margherita")),
                stored(2, OrderLog.moved(OrderStatus.READY)),
                stored(3, OrderLog.amended("regina"))));

        assertThat(state.status()).isEqualTo(TicketStatus.RECEIVED);
    }

    @Test
    void anEventWaitsForTheOneBeforeIt() {
        List<StoredEvent> gap =
                List.of(stored(1, OrderLog.placed("margherita")), stored(3, OrderLog.moved(OrderStatus.READY)));

        assertThat(fold(gap).status()).isEqualTo(TicketStatus.RECEIVED);
        assertThat(fold(gap).waiting()).isEqualTo(1);
        assertThat(fold(List.of(gap.get(1), stored(2, OrderLog.moved(OrderStatus.PREPARING)), gap.get(0)))
                        .status())
                .isEqualTo(TicketStatus.READY);
    }

    @Test
    void whatTheKitchenMarksChangesNoDish() {
        OrderState state = fold(List.of(
                stored(1, OrderLog.placed("margherita")),
                stored(2, new TicketMarked(TicketMark.DONE, "oven", List.of("1"), "cook")),
                stored(3, new TicketMarked(TicketMark.RUSHED, null, List.of(), "cook")),
                stored(4, new OrderMovedToTable("7", "cook"))));

        assertThat(state.lines()).isEqualTo(OrderLog.placed("margherita").lines());
        assertThat(state.isDone(state.lines().getFirst())).isTrue();
        assertThat(state.marks().rushed()).isTrue();
        assertThat(state.table()).isEqualTo("7");
        assertThat(state.status()).isEqualTo(TicketStatus.PREPARING);
    }

    @Test
    void aDishThatChangesIsToBeMadeAgainAndItsNeighbourIsNot() {
        OrderPlaced placed = OrderLog.placed("margherita");
        OrderLine regina = OrderLog.line("2", "regina", "oven");
        OrderLine soup = OrderLog.line("1", "soup", "pot");
        OrderState state = fold(List.of(
                stored(1, placed),
                stored(2, new OrderAmended(List.of(soup, regina), 1)),
                stored(3, OrderLog.moved(OrderStatus.READY)),
                stored(4, new OrderAmended(List.of(soup, OrderLog.line("2", "napoli", "oven")), 1))));

        assertThat(state.lines()).extracting(state::isDone).containsExactly(true, false);
        assertThat(state.status()).isEqualTo(TicketStatus.RECEIVED);
    }

    @Test
    void aStationThatCallsItsDishesBackCallsOnlyThose() {
        OrderState state = fold(List.of(
                stored(1, OrderLog.placed("margherita")),
                stored(
                        2,
                        new OrderAmended(
                                List.of(OrderLog.line("1", "soup", "pot"), OrderLog.line("2", "regina", "oven")), 1)),
                stored(3, OrderLog.moved(OrderStatus.READY)),
                stored(4, new OrderStatusChanged(OrderStatus.PREPARING, "pot", "cook"))));

        assertThat(state.status()).isEqualTo(TicketStatus.PREPARING);
        assertThat(state.lines()).extracting(state::isDone).containsExactly(false, true);
    }

    private static OrderState fold(List<StoredEvent> events) {
        return Objects.requireNonNull(OrderState.fold(events));
    }

    private static StoredEvent stored(long version, OrderEvent event) {
        return new StoredEvent("r1", "o1", version, version, null, Instant.EPOCH.plusSeconds(version), event);
    }
}
