@NullMarked
package dev.sotto.orders.printer.line;

import org.jspecify.annotations.NullMarked;
