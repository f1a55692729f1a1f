@NullMarked
package dev.sotto.orders.calls;

import org.jspecify.annotations.NullMarked;
