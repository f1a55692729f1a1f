package dev.sotto.gateway.sip.door;

import dev.sotto.gateway.sip.message.SipRequest;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * Tells callers from forgeries without a word: who is not answered over UDP repeats his INVITE after half a second (RFC
 * 3261 §17.1.1.2), while a flood goes on to the next address and call, or repeats itself sooner. What was knocked is
 * remembered as a number in a table of fixed size; who is pushed out of it by a later one knocks once more.
 */
final class SecondKnock {

    private static final int SLOTS = 1 << 16;

    /** T1 is 500 ms; timers and networks are not exact. */
    private static final long SOONEST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** Timer B: nobody waits longer for an answer. */
    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(32);

    private final long[] knocks = new long[SLOTS];
    private final long[] at = new long[SLOTS];

    /** True when the same INVITE came before, as long ago as a caller waits; false notes that it came now. */
    boolean isSecond(SipRequest invite, InetAddress source, long now) {
        long knock = numberOf(invite, source);
        int slot = (int) (knock >>> 48);
        long since = now - at[slot];
        if (knocks[slot] == knock && since < LATEST_NANOS) {
            return since >= SOONEST_NANOS;
        }
        knocks[slot] = knock;
        at[slot] = now;
        return false;
    }

    private static long numberOf(SipRequest invite, InetAddress source) {
        long number = source.hashCode();
        number = mixed(number + String.valueOf(invite.via().branch()).hashCode());
        return mixed(number + invite.callId().hashCode());
    }

    private static long mixed(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
