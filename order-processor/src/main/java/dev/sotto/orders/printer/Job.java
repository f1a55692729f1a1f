package dev.sotto.orders.printer;

import java.time.Instant;

/**
 * One event of an order on its way to one printer.
 *
 * @param begun whether its printing was begun before, so that it may be on paper
 */
record Job(String restaurantId, String printerId, String eventId, String orderId, Instant happenedAt, boolean begun) {}
