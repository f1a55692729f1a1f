/** The waiter's earpiece: a WebSocket whose frames are numbered, acknowledged and applied once. */
@NullMarked
package dev.sotto.gateway.earpiece;

import org.jspecify.annotations.NullMarked;
