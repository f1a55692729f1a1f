@NullMarked
package dev.sotto.orders.store;

import org.jspecify.annotations.NullMarked;
