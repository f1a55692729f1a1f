@NullMarked
package dev.sotto.orders.api;

import org.jspecify.annotations.NullMarked;
