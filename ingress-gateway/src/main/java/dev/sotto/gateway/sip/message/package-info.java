/** SIP as text: bytes become messages and messages bytes, and nothing here knows a socket or a call (RFC 3261 §25). */
@NullMarked
package dev.sotto.gateway.sip.message;

import org.jspecify.annotations.NullMarked;
