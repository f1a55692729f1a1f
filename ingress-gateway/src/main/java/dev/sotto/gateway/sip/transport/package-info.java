/** How messages travel: datagrams and streams, and who is at the other end of them (RFC 3261 §18). */
@NullMarked
package dev.sotto.gateway.sip.transport;

import org.jspecify.annotations.NullMarked;
