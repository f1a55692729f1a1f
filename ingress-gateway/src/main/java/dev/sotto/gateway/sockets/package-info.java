/** Which kind of socket goes with which event loop; signalling and sound both ask. */
@NullMarked
package dev.sotto.gateway.sockets;

import org.jspecify.annotations.NullMarked;
