/** Sound on the wire: packets, the order they should have come in, G.711, and the 20 ms clock. */
@NullMarked
package dev.sotto.gateway.rtp;

import org.jspecify.annotations.NullMarked;
