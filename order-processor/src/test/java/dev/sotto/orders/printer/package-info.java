@NullMarked
package dev.sotto.orders.printer;

import org.jspecify.annotations.NullMarked;
