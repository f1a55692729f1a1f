package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;

/** One request and its answer, sent again whenever the request is. */
sealed interface ServerTransaction permits InviteServerTransaction, PlainServerTransaction {

    SipRequest request();

    void respond(SipResponse response);

    /** The other end did not hear us: it asks the same again, or acknowledges a refusal. */
    void repeated(SipRequest request);
}
