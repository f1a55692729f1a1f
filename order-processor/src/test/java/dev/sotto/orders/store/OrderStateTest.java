package dev.sotto.orders.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.OrderLog;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderStatus;
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

    private static OrderState fold(List<StoredEvent> events) {
        return Objects.requireNonNull(OrderState.fold(events));
    }

    private static StoredEvent stored(long version, OrderEvent event) {
        return new StoredEvent("r1", "o1", version, version, null, Instant.EPOCH.plusSeconds(version), event);
    }
}
