package dev.sotto.orders.printer;

import dev.sotto.orders.order.OrderState;
import org.jspecify.annotations.Nullable;

/**
 * What an event made of an order, in the order in which events were stored.
 *
 * @param before null where the order was not there
 * @param number what people call the order
 */
record Happening(@Nullable OrderState before, OrderState after, long number) {}
