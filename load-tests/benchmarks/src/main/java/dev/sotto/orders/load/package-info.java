/** The order processor under load, each scene beside what it is measured against. */
@NullMarked
package dev.sotto.orders.load;

import org.jspecify.annotations.NullMarked;
