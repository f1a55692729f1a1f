@NullMarked
package dev.sotto.orders;

import org.jspecify.annotations.NullMarked;
