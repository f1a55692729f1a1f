@NullMarked
package dev.sotto.orders.webhook;

import org.jspecify.annotations.NullMarked;
