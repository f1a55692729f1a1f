/** Orders in PostgreSQL: written once per event, read as tickets. */
@NullMarked
package dev.sotto.orders.store;

import org.jspecify.annotations.NullMarked;
