/** Who asked for what to be done, and what came of it. */
@NullMarked
package dev.sotto.orders.audit;

import org.jspecify.annotations.NullMarked;
