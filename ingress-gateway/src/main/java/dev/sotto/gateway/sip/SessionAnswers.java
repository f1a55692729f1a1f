package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import dev.sotto.gateway.sip.transport.Hop;

/** How one session answers: as the same party, reachable in the same way, each time. */
record SessionAnswers(SipUserAgent agent, String localTag, Hop way) {

    /** What every request and answer of ours says that may move us in the other end's eyes. */
    Headers ourselves() {
        String contact = "<" + agent.client().contact(way) + ">";
        return Headers.NONE.and("Contact", contact).and("Allow", Answers.ALLOW);
    }

    /** An answer that forms or changes the session. */
    SipResponse of(SipRequest request, Status status, Headers more, String sdp) {
        Headers extra = ourselves().and("Supported", Answers.SUPPORTED).and(more);
        if (!sdp.isEmpty()) {
            extra = extra.and("Content-Type", "application/sdp");
        }
        return Answers.to(request, status, localTag, extra, sdp);
    }

    SipResponse accept(ServerTransaction transaction, Headers more, String sdp) {
        SipResponse ok = of(transaction.request(), Status.OK, more, sdp);
        agent.meters().answered(transaction.request().method(), Status.OK.code());
        transaction.respond(ok);
        return ok;
    }

    /** Any other answer. */
    void say(ServerTransaction transaction, Status status, Headers extra) {
        agent.answer(transaction, status, localTag, extra);
    }

    void say(ServerTransaction transaction, Status status) {
        boolean allowed = status.code() != 405 && status.code() != 501;
        say(transaction, status, allowed ? Headers.NONE : Refusal.allow());
    }
}
