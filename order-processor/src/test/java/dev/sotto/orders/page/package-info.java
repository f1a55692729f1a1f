@NullMarked
package dev.sotto.orders.page;

import org.jspecify.annotations.NullMarked;
