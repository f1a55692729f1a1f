package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipResponse;

/** What the sender of a request hears of it, on the event loop: any number of 1xx, then one of the other two. */
public interface Answered {

    /** Nobody waits for the answer. */
    Answered IGNORED = response -> {};

    /** Why there is no answer. */
    enum Silence {
        TIMED_OUT,
        UNREACHABLE
    }

    default void progressed(SipResponse provisional) {}

    /**
     * A final answer. A 2xx to INVITE is told again for each repetition and each fork, since each wants its ACK; any
     * other is told once.
     */
    void answered(SipResponse response);

    default void unanswered(Silence why) {}
}
