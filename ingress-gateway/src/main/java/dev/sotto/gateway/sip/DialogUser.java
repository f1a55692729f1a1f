package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import dev.sotto.gateway.sip.transport.Hop;

/** Whoever talks in a dialog: gets what the other end asks in it, on the event loop. */
public interface DialogUser {

    /** Any request but ACK and CANCEL; it must be answered, once. */
    void requested(ServerTransaction transaction, Hop source);

    /** The ACK of a 2xx of ours. */
    void acknowledged(SipRequest ack);
}
