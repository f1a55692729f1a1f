@NullMarked
package dev.sotto.orders.lines;

import org.jspecify.annotations.NullMarked;
