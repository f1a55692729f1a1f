/** Calls and what is said on them, written down as they go. */
@NullMarked
package dev.sotto.orders.calls;

import org.jspecify.annotations.NullMarked;
