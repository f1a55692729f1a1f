package dev.sotto.orders.order;

import dev.sotto.schemas.order.OrderStatus;

/** Where a ticket is. */
public enum TicketStatus {
    RECEIVED,
    PREPARING,
    READY,
    SERVED,
    CANCELLED;

    static TicketStatus of(OrderStatus status) {
        return switch (status) {
            case RECEIVED -> RECEIVED;
            case PREPARING -> PREPARING;
            case READY -> READY;
            case SERVED -> SERVED;
        };
    }

    public boolean leftTheKitchen() {
        return this == READY || this == SERVED;
    }
}
