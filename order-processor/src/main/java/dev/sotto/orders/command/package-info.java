/** What people do to orders: decided here, appended to the log, and true once it comes back from there. */
@NullMarked
package dev.sotto.orders.command;

import org.jspecify.annotations.NullMarked;
