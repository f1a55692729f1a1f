package dev.sotto.load.phone;

import dev.sotto.load.phone.Headers.Header;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What both sides of an answered call remember of each other (RFC 3261 section 12), as the caller keeps it. */
final class Dialog {
    private final SipLine line;
    private final String callId;
    private final String local;
    private final String remote;
    private final List<String> routes;
    private final AtomicInteger sequence;
    private volatile SipAddress target;

    Dialog(SipLine line, SipMessage.Request invite, SipMessage.Response answer) {
        this.line = line;
        callId = invite.callId();
        local = invite.headers().required("From");
        remote = answer.headers().required("To");
        // The caller sees the route in the reverse of the order in which the proxies wrote it.
        routes = answer.headers().all("Record-Route").reversed();
        sequence = new AtomicInteger(sequenceOf(invite));
        target = SipAddress.inside(answer.headers().required("Contact"));
    }

    String callId() {
        return callId;
    }

    String localTag() {
        return SipMessage.tag(local);
    }

    /** Only the side we talk to may end or change the call. */
    boolean isOurs(SipMessage.Request request) {
        return SipMessage.tag(request.headers().required("To")).equals(localTag())
                && SipMessage.tag(request.headers().required("From")).equals(SipMessage.tag(remote));
    }

    void refreshTarget(SipMessage message) {
        message.headers().first("Contact").ifPresent(contact -> target = SipAddress.inside(contact));
    }

    InetSocketAddress nextHop() {
        return (routes.isEmpty() ? target : SipAddress.inside(routes.getFirst())).target();
    }

    SipMessage.Request request(String method) {
        return request(method, sequence.incrementAndGet(), new Headers(List.of()), "");
    }

    SipMessage.Request reinvite(String sdp) {
        Headers session = Headers.of("Contact", "<sip:" + line.hostPort() + ">", "Content-Type", "application/sdp");
        return request("INVITE", sequence.incrementAndGet(), session, sdp);
    }

    /** The ACK of a 2xx is a request of its own, with the INVITE's number (section 13.2.2.4). */
    SipMessage.Request ackOf(SipMessage.Request invite) {
        return request("ACK", sequenceOf(invite), new Headers(List.of()), "");
    }

    private SipMessage.Request request(String method, int number, Headers more, String body) {
        List<Header> fields = new ArrayList<>();
        fields.add(new Header("Via", line.newVia()));
        routes.forEach(route -> fields.add(new Header("Route", route)));
        fields.add(new Header("Max-Forwards", "70"));
        fields.add(new Header("From", local));
        fields.add(new Header("To", remote));
        fields.add(new Header("Call-ID", callId));
        fields.add(new Header("CSeq", number + " " + method));
        fields.addAll(more.fields());
        return new SipMessage.Request(method, target.uri(), new Headers(fields), body);
    }

    private static int sequenceOf(SipMessage.Request request) {
        return Integer.parseInt(request.headers().required("CSeq").split(" ", 2)[0]);
    }
}
