/** What stands on a slip of paper, and the bytes that print it. */
@NullMarked
package dev.sotto.orders.printer.slip;

import org.jspecify.annotations.NullMarked;
