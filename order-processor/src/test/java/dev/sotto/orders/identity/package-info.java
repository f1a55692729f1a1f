@NullMarked
package dev.sotto.orders.identity;

import org.jspecify.annotations.NullMarked;
