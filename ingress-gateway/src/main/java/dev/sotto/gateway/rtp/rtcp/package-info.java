/** What each end tells the other about the line: RTCP reports read and written (RFC 3550 §6). */
@NullMarked
package dev.sotto.gateway.rtp.rtcp;

import org.jspecify.annotations.NullMarked;
