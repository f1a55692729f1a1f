/** What was to be paid and what was given back, on numbered papers that never change. */
@NullMarked
package dev.sotto.orders.receipt;

import org.jspecify.annotations.NullMarked;
