/** What went wrong, as RFC 9457 says it. */
@NullMarked
package dev.sotto.orders.problem;

import org.jspecify.annotations.NullMarked;
