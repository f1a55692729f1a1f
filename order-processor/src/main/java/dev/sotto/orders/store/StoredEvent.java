package dev.sotto.orders.store;

import dev.sotto.schemas.order.OrderEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of an order as the table holds it. */
record StoredEvent(
        String restaurantId,
        String orderId,
        long version,
        long position,
        @Nullable String callId,
        Instant occurredAt,
        OrderEvent event) {

    OrderKey order() {
        return new OrderKey(restaurantId, orderId);
    }
}
