/** Orders told to other programs: signed, each event once or more, for days. */
@NullMarked
package dev.sotto.orders.webhook;

import org.jspecify.annotations.NullMarked;
