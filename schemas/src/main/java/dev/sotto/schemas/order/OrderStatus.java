package dev.sotto.schemas.order;

/** Where the order is. */
public enum OrderStatus {
    RECEIVED,
    PREPARING,
    READY,
    SERVED
}
