/** Pictures that guests send of what was wrong with an order. */
@NullMarked
package dev.sotto.orders.evidence;

import org.jspecify.annotations.NullMarked;
