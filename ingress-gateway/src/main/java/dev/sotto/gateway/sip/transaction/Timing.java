package dev.sotto.gateway.sip.transaction;

import java.time.Duration;

/** The times of RFC 3261 §17 for an unreliable transport. */
public final class Timing {

    /** The round trip we expect. */
    public static final Duration T1 = Duration.ofMillis(500);

    /** The longest pause between two repetitions. */
    public static final Duration T2 = Duration.ofSeconds(4);

    /** How long a message may stay in the network. */
    static final Duration T4 = Duration.ofSeconds(5);

    /** Timers B, F, H, J and L: after this the other end is taken for gone. */
    public static final Duration GIVE_UP = T1.multipliedBy(64);

    private Timing() {}

    public static Duration twice(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(T2) > 0 ? T2 : doubled;
    }
}
