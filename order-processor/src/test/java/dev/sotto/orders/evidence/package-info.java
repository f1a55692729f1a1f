@NullMarked
package dev.sotto.orders.evidence;

import org.jspecify.annotations.NullMarked;
