@NullMarked
package dev.sotto.orders.menu;

import org.jspecify.annotations.NullMarked;
