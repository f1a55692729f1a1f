package dev.sotto.gateway.transfer;

import dev.sotto.gateway.call.Caller;
import dev.sotto.gateway.registration.Trunk;
import dev.sotto.gateway.sip.SipClient;
import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;

/** Writes the INVITE to a human. */
final class Invites {

    private Invites() {}

    static SipRequest to(Human human, Trunk trunk, Caller caller, SipClient client, String offer) {
        SipUri us = client.contact(trunk.hop());
        SipUri line = SipUri.of(trunk.line(), us.host(), us.port());
        Headers headers = Headers.NONE
                .and("Max-Forwards", "70")
                .and("Contact", "<" + line + ">")
                .and("Allow", "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE")
                .and("User-Agent", "Sotto")
                .and("Content-Type", "application/sdp");
        if (trunk.route() != null) {
            headers = headers.and("Route", trunk.route());
        }
        return new SipRequest(
                "INVITE",
                human.address(),
                headers,
                Via.UNSENT,
                NameAddress.of(from(trunk, line)).withTag(client.token()),
                NameAddress.of(human.address()),
                client.token() + "-" + caller.identity().callId(),
                new CSeq(1, "INVITE"),
                offer);
    }

    private static SipUri from(Trunk trunk, SipUri line) {
        try {
            return trunk.address() == null ? line : SipUri.parse(trunk.address());
        } catch (SipSyntaxException unreadable) {
            return line;
        }
    }
}
