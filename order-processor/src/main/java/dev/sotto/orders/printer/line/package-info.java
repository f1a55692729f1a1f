/** The connection to a printer: where it may lead, what is asked and what is answered. */
@NullMarked
package dev.sotto.orders.printer.line;

import org.jspecify.annotations.NullMarked;
