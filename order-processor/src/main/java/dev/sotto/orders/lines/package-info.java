/** How the gateways are, and how the telephone lines of the restaurants stand. */
@NullMarked
package dev.sotto.orders.lines;

import org.jspecify.annotations.NullMarked;
