/** A waiter's earpiece seen from outside: numbered frames over a WebSocket. */
@NullMarked
package dev.sotto.load.earpiece;

import org.jspecify.annotations.NullMarked;
