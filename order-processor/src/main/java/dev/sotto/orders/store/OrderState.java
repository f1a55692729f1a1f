package dev.sotto.orders.store;

import dev.sotto.schemas.order.CallbackAsked;
import dev.sotto.schemas.order.ClaimOpened;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderCancelled;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderStatusChanged;
import dev.sotto.schemas.order.TableBooked;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order is, told by its events. Always folded from all of them in version order, so the order they arrived in,
 * and how often, cannot change the outcome.
 */
record OrderState(
        StoredEvent origin,
        OrderPlaced placed,
        List<OrderLine> lines,
        long totalMinor,
        TicketStatus status,
        @Nullable String reason,
        long version,
        long position,
        Instant changedAt) {

    private static final Comparator<StoredEvent> PLACING_FIRST = Comparator.<StoredEvent>comparingInt(
                    event -> event.event() instanceof OrderPlaced ? 0 : 1)
            .thenComparingLong(StoredEvent::version)
            .thenComparingLong(StoredEvent::position);

    /** The order after these events of it; null as long as its placing is not among them. */
    static @Nullable OrderState fold(List<StoredEvent> events) {
        OrderState state = null;
        for (StoredEvent event : events.stream().sorted(PLACING_FIRST).toList()) {
            state = state == null ? begin(event) : state.after(event);
        }
        return state;
    }

    private static @Nullable OrderState begin(StoredEvent event) {
        return event.event() instanceof OrderPlaced placed
                ? new OrderState(
                        event,
                        placed,
                        placed.lines(),
                        placed.totalMinor(),
                        TicketStatus.RECEIVED,
                        null,
                        event.version(),
                        event.position(),
                        event.occurredAt())
                : null;
    }

    private OrderState after(StoredEvent next) {
        OrderState changed = apply(next.event());
        return new OrderState(
                origin,
                placed,
                changed.lines,
                changed.totalMinor,
                changed.status,
                changed.reason,
                Math.max(version, next.version()),
                Math.max(position, next.position()),
                next.occurredAt());
    }

    private OrderState apply(OrderEvent event) {
        return switch (event) {
            case OrderAmended amended -> amended(amended);
            case OrderCancelled cancelled -> at(TicketStatus.CANCELLED, cancelled.reason());
            case OrderStatusChanged moved -> moved(TicketStatus.of(moved.status()));
            case OrderPlaced again -> this;
            case TableBooked booking -> this;
            case ClaimOpened claim -> this;
            case CallbackAsked wish -> this;
        };
    }

    /** Dishes changed after the kitchen was done have to be looked at again. */
    private OrderState amended(OrderAmended amended) {
        TicketStatus again = status.leftTheKitchen() ? TicketStatus.RECEIVED : status;
        return new OrderState(
                origin, placed, amended.lines(), amended.totalMinor(), again, reason, version, position, changedAt);
    }

    /** What is cancelled stays cancelled. */
    private OrderState moved(TicketStatus next) {
        return status == TicketStatus.CANCELLED ? this : at(next, null);
    }

    private OrderState at(TicketStatus next, @Nullable String why) {
        return new OrderState(origin, placed, lines, totalMinor, next, why, version, position, changedAt);
    }
}
