/** Orders over HTTP as JSON; failures as RFC 9457 problems. */
@NullMarked
package dev.sotto.orders.api;

import org.jspecify.annotations.NullMarked;
