@NullMarked
package dev.sotto.orders.pairing;

import org.jspecify.annotations.NullMarked;
