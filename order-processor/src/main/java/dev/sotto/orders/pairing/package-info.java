/** How a new screen or earpiece comes to a token of its own, and how it keeps or loses it. */
@NullMarked
package dev.sotto.orders.pairing;

import org.jspecify.annotations.NullMarked;
