package dev.sotto.orders.order;

import dev.sotto.schemas.order.OrderEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of an order as a table holds it.
 *
 * @param position the restaurant's own count of its events
 */
public record StoredEvent(
        String restaurantId,
        String orderId,
        long version,
        long position,
        @Nullable String callId,
        Instant occurredAt,
        OrderEvent event) {

    public OrderKey order() {
        return new OrderKey(restaurantId, orderId);
    }
}
