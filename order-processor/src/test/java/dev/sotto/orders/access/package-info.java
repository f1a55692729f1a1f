@NullMarked
package dev.sotto.orders.access;

import org.jspecify.annotations.NullMarked;
