/** The kitchen's screen: its page, its events, its commands. */
@NullMarked
package dev.sotto.orders.kitchen;

import org.jspecify.annotations.NullMarked;
