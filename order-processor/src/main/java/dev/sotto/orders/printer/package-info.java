/** From the log to paper: what is to be printed, on which printer of a restaurant, and whether it came out. */
@NullMarked
package dev.sotto.orders.printer;

import org.jspecify.annotations.NullMarked;
