@NullMarked
package dev.sotto.orders.order;

import org.jspecify.annotations.NullMarked;
