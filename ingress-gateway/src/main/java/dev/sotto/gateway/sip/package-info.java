/** Signalling: a SIP user agent (RFC 3261), and the sessions of those who call and are called. */
@NullMarked
package dev.sotto.gateway.sip;

import org.jspecify.annotations.NullMarked;
