@NullMarked
package dev.sotto.orders.rounds;

import org.jspecify.annotations.NullMarked;
