@NullMarked
package dev.sotto.orders.receipt;

import org.jspecify.annotations.NullMarked;
