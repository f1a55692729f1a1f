/** Sound nobody on the way can hear or change: SRTP and SRTCP (RFC 3711) with keys from the session description. */
@NullMarked
package dev.sotto.gateway.rtp.srtp;

import org.jspecify.annotations.NullMarked;
