/** Order events become rows: batch by batch as they come, or a whole log at once. */
@NullMarked
package dev.sotto.orders.ledger;

import org.jspecify.annotations.NullMarked;
