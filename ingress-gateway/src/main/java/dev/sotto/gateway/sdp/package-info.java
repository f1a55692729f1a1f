/** What the two ends agree to send each other: offers read, answers built (RFC 3264, RFC 4566). */
@NullMarked
package dev.sotto.gateway.sdp;

import org.jspecify.annotations.NullMarked;
