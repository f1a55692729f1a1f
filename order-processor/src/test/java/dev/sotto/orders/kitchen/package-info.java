@NullMarked
package dev.sotto.orders.kitchen;

import org.jspecify.annotations.NullMarked;
