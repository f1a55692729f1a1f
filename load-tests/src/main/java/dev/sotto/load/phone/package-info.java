/** A telephone that knows SIP and RTP from the RFCs and nothing of the gateway. */
@NullMarked
package dev.sotto.load.phone;

import org.jspecify.annotations.NullMarked;
