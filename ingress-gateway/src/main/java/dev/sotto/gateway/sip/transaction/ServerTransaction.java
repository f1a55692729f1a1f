package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;

/** One request and its answer, sent again whenever the request is. */
public sealed interface ServerTransaction permits InviteServerTransaction, PlainServerTransaction {

    /** Its topmost Via is already marked with where the request came from. */
    SipRequest request();

    /** The first final answer counts; any further is ignored. */
    void respond(SipResponse response);

    /** The other end did not hear us: it asks the same again, or acknowledges a refusal. */
    void repeated(SipRequest request);
}
