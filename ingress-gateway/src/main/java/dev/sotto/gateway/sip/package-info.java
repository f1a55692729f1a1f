/** Signalling: a SIP user agent (RFC 3261) that is called and never calls, over UDP. */
@NullMarked
package dev.sotto.gateway.sip;

import org.jspecify.annotations.NullMarked;
