package dev.sotto.gateway.sip.transaction;

import java.time.Duration;

/** Time as the protocol sees it, so that a test can be three minutes old in a millisecond. */
public interface Timers {

    Timer after(Duration delay, Runnable action);

    /** A timer that may still be stopped; stopping one that has fired does nothing. */
    interface Timer {

        /** For a state that waits for nothing. */
        Timer NONE = () -> {};

        void cancel();
    }
}
