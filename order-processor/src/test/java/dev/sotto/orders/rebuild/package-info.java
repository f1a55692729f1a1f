@NullMarked
package dev.sotto.orders.rebuild;

import org.jspecify.annotations.NullMarked;
