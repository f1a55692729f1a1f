package dev.sotto.orders.kitchen;

import dev.sotto.log.Topics;
import dev.sotto.orders.api.Problem;
import dev.sotto.orders.store.Ticket;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.order.OrderStatus;
import dev.sotto.schemas.order.OrderStatusChanged;

/**
 * What a cook's press means. It decides only: the event goes to the log, and the ticket moves when it comes back. The
 * event id is derived from what the cook saw, so a press that is sent twice moves the ticket once.
 */
enum Commands {
    BUMP,
    RECALL;

    /** What follows from a press. */
    sealed interface Decision {
        record Append(OrderRecord order) implements Decision {}

        /** The ticket is there already. */
        record Nothing() implements Decision {}

        record Refuse(Problem problem) implements Decision {}
    }

    /** Decides on the ticket as it is now, pressed by someone who saw it at a version. */
    Decision decide(Ticket ticket, long seenVersion, String by) {
        return switch (ticket.status()) {
            case CANCELLED ->
                new Decision.Refuse(Problem.conflict("cancelled", "Order #" + ticket.number() + " was cancelled."));
            case RECEIVED, PREPARING ->
                this == RECALL ? new Decision.Nothing() : moved(ticket, seenVersion, OrderStatus.READY, by);
            case READY, SERVED ->
                this == BUMP ? new Decision.Nothing() : moved(ticket, seenVersion, OrderStatus.PREPARING, by);
        };
    }

    private static Decision moved(Ticket ticket, long seenVersion, OrderStatus to, String by) {
        if (ticket.version() != seenVersion) {
            return new Decision.Refuse(Problem.conflict(
                    "changed", "Order #" + ticket.number() + " has changed since this screen showed it. Look again."));
        }
        long version = seenVersion + 1;
        String eventId = DerivedId.of("kitchen", ticket.restaurantId(), ticket.orderId(), version, to);
        return new Decision.Append(new OrderRecord(
                Envelope.of(Topics.ORDERS_EVENTS, ticket.restaurantId(), eventId),
                ticket.orderId(),
                version,
                null,
                new OrderStatusChanged(to, null, by)));
    }
}
