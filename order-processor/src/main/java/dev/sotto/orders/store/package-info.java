/** The database: who reaches which of its rows, its tables' shape, what is read of them as tickets. */
@NullMarked
package dev.sotto.orders.store;

import org.jspecify.annotations.NullMarked;
