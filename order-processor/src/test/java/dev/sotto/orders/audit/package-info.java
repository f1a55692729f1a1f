@NullMarked
package dev.sotto.orders.audit;

import org.jspecify.annotations.NullMarked;
