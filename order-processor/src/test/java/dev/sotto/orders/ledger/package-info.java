@NullMarked
package dev.sotto.orders.ledger;

import org.jspecify.annotations.NullMarked;
