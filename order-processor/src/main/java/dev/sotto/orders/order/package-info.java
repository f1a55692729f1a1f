/** What an order is and what follows from its events; knows neither database nor network. */
@NullMarked
package dev.sotto.orders.order;

import org.jspecify.annotations.NullMarked;
