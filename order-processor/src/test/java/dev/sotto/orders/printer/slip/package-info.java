@NullMarked
package dev.sotto.orders.printer.slip;

import org.jspecify.annotations.NullMarked;
