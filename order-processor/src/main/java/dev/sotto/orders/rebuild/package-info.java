/** The tables made anew from the log, beside those in use, to be compared with them or to take their place. */
@NullMarked
package dev.sotto.orders.rebuild;

import org.jspecify.annotations.NullMarked;
