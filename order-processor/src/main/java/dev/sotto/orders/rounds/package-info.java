/** What the service does by itself for as long as it runs. */
@NullMarked
package dev.sotto.orders.rounds;

import org.jspecify.annotations.NullMarked;
