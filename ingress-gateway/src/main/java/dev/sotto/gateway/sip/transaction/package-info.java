/** A request and its answer over a network that loses, doubles and delays both (RFC 3261 §17, RFC 6026). */
@NullMarked
package dev.sotto.gateway.sip.transaction;

import org.jspecify.annotations.NullMarked;
