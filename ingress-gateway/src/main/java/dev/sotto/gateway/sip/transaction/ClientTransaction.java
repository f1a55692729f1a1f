package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipResponse;

/** A request of ours that waits for its answer. */
sealed interface ClientTransaction permits InviteClientTransaction, PlainClientTransaction {

    void received(SipResponse response);

    /** Asked by any thread. */
    boolean isWaiting();
}
