package dev.sotto.orders.ledger;

import dev.sotto.log.Delivery;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.store.UnfitRecord;
import dev.sotto.schemas.order.OrderRecord;
import tools.jackson.databind.ObjectMapper;

/** One order event on its way into the table. */
record Entry(Delivery<OrderRecord> delivery, OrderRecord order, String body) {

    /** @throws UnfitRecord when no table could ever take it, with the reason */
    static Entry of(Delivery<OrderRecord> delivery, ObjectMapper json) {
        OrderRecord order = delivery.value();
        if (order == null) {
            throw new UnfitRecord("a tombstone has no meaning in a topic that keeps every order event");
        }
        if (!order.envelope().restaurantId().equals(delivery.key())) {
            throw new UnfitRecord("its key is restaurant " + delivery.key() + ", its envelope says "
                    + order.envelope().restaurantId());
        }
        if (order.version() < 1) {
            throw new UnfitRecord("versions begin at 1, this one is " + order.version());
        }
        return new Entry(delivery, order, json.writeValueAsString(order.event()));
    }

    /** The event as it was stored, so that it need not be read again. */
    StoredEvent at(long position) {
        return new StoredEvent(
                restaurantId(),
                order.orderId(),
                order.version(),
                position,
                order.callId(),
                order.envelope().occurredAt(),
                order.event());
    }

    /** What no other event is called. */
    String name() {
        return name(restaurantId(), eventId());
    }

    static String name(String restaurantId, String eventId) {
        return restaurantId + " " + eventId;
    }

    String restaurantId() {
        return order.envelope().restaurantId();
    }

    String eventId() {
        return order.envelope().eventId();
    }

    long offset() {
        return delivery.position().offset();
    }
}
