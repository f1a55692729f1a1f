package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.Parameters;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The peer relation an INVITE opens (RFC 3261 §12): who we are in it, who they are, and how to reach them. */
final class Dialog {

    record Id(String callId, String localTag, String remoteTag) {

        static Id of(SipRequest request) {
            return new Id(request.callId(), tagOf(request.to()), tagOf(request.from()));
        }

        /** RFC 2543 elements may leave the tag out. */
        static String tagOf(NameAddress address) {
            String tag = address.tag();
            return tag == null ? "" : tag;
        }
    }

    private final Id id;
    private final NameAddress local;
    private final NameAddress remote;
    private final List<String> routes;
    private final SipUri contact;
    private SipUri target;
    private InetSocketAddress lastSeenAt;
    private long remoteSequence;
    private long localSequence;

    Dialog(SipRequest invite, String localTag, SipUri contact, InetSocketAddress source) {
        this.id = new Id(invite.callId(), localTag, Id.tagOf(invite.from()));
        this.local = invite.to().withTag(localTag);
        this.remote = invite.from();
        this.routes = invite.recordRoutes();
        this.contact = contact;
        this.target = contactOf(invite, invite.from().uri());
        this.lastSeenAt = source;
        this.remoteSequence = invite.cseq().number();
    }

    Id id() {
        return id;
    }

    SipUri contact() {
        return contact;
    }

    /** False when the request is older than one we have seen (RFC 3261 §12.2.2). */
    boolean advance(SipRequest request, InetSocketAddress source) {
        if (request.cseq().number() <= remoteSequence) {
            return false;
        }
        remoteSequence = request.cseq().number();
        lastSeenAt = source;
        if (request.is("INVITE")) {
            target = contactOf(request, target);
        }
        return true;
    }

    SipRequest request(String method, String branch) {
        localSequence++;
        boolean strict = !routes.isEmpty() && !routes.getFirst().contains(";lr");
        Headers headers = Headers.NONE.and("Via", "").and("Max-Forwards", "70").and("User-Agent", Answers.SERVER);
        for (String route : strict ? routes.subList(1, routes.size()) : routes) {
            headers = headers.and("Route", route);
        }
        SipUri uri = target;
        @Nullable SipUri firstHop = firstHop();
        if (strict && firstHop != null) {
            headers = headers.and("Route", "<" + target + ">");
            uri = firstHop;
        }
        Via via = Via.of(
                "UDP",
                contact.host(),
                contact.port(),
                Parameters.NONE.with("branch", branch).with("rport", ""));
        return new SipRequest(
                method, uri, headers, via, local, remote, id.callId(), new CSeq(localSequence, method), "");
    }

    /**
     * Where a request of ours goes: the first route, else the peer's contact. A name is not looked up and an address
     * that is not the one the peer writes from is a phone behind NAT; both are reached where they were last seen.
     */
    InetSocketAddress destination() {
        SipUri hop = firstHop();
        SipUri next = hop == null ? target : hop;
        if (!isLiteral(next.host())) {
            return lastSeenAt;
        }
        InetSocketAddress named = new InetSocketAddress(next.host(), next.port() < 0 ? 5060 : next.port());
        boolean behindNat = hop == null && !named.getAddress().equals(lastSeenAt.getAddress());
        return behindNat ? lastSeenAt : named;
    }

    private @Nullable SipUri firstHop() {
        try {
            return routes.isEmpty()
                    ? null
                    : NameAddress.parse(routes.getFirst()).uri();
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }

    private static boolean isLiteral(String host) {
        try {
            return !InetAddress.ofLiteral(host).isAnyLocalAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static SipUri contactOf(SipRequest request, SipUri otherwise) {
        String contact = request.headers().first("Contact");
        try {
            return contact == null
                    ? otherwise
                    : NameAddress.parseAll(List.of(contact)).getFirst().uri();
        } catch (SipSyntaxException unreadable) {
            return otherwise;
        }
    }
}
