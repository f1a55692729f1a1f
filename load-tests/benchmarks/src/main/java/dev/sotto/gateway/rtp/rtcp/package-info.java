/** Fuzzing of reports. */
@NullMarked
package dev.sotto.gateway.rtp.rtcp;

import org.jspecify.annotations.NullMarked;
