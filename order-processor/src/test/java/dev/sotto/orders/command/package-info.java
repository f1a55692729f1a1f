@NullMarked
package dev.sotto.orders.command;

import org.jspecify.annotations.NullMarked;
