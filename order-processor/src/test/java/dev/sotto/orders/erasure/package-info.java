@NullMarked
package dev.sotto.orders.erasure;

import org.jspecify.annotations.NullMarked;
