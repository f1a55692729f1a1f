package dev.sotto.gateway.earpiece;

import java.util.concurrent.TimeUnit;

/**
 * Control messages a device may send: a burst when it comes back, then a few a second. Sound is not counted, since its
 * socket is not read faster than the log takes it.
 */
final class Quota {

    private static final int BURST = 64;
    private static final int PER_SECOND = 8;

    private double left = BURST;
    private long atNanos;

    Quota(long nowNanos) {
        this.atNanos = nowNanos;
    }

    /** False when there was too much. */
    boolean take(long nowNanos) {
        double refill = (double) (nowNanos - atNanos) * PER_SECOND / TimeUnit.SECONDS.toNanos(1);
        left = Math.min(BURST, left + refill);
        atNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
