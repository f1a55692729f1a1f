package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The peer relation an INVITE opens (RFC 3261 §12): who we are in it, who they are, and how to reach them. */
public final class Dialog {

    /** What every request of a dialog repeats; {@code localTag} is ours. */
    public record Id(String callId, String localTag, String remoteTag) {

        static Id of(SipRequest received) {
            return new Id(received.callId(), tagOf(received.to()), tagOf(received.from()));
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
    private SipUri target;
    private Hop lastSeen;
    private long remoteSequence;
    private long localSequence;

    private Dialog(Id id, NameAddress local, NameAddress remote, List<String> routes, SipUri target, Hop lastSeen) {
        this.id = id;
        this.local = local;
        this.remote = remote;
        this.routes = routes;
        this.target = target;
        this.lastSeen = lastSeen;
    }

    /** Our side when we were called. */
    public static Dialog called(SipRequest invite, String localTag, Hop source) {
        Dialog dialog = new Dialog(
                new Id(invite.callId(), localTag, Id.tagOf(invite.from())),
                invite.to().withTag(localTag),
                invite.from(),
                invite.recordRoutes(),
                contactOf(invite, invite.from().uri()),
                source);
        dialog.remoteSequence = invite.cseq().number();
        return dialog;
    }

    /** Our side when we called and got this answer (or 1xx with a tag) from there. */
    public static Dialog calling(SipRequest invite, SipResponse answer, Hop source) {
        Dialog dialog = new Dialog(
                new Id(invite.callId(), Id.tagOf(invite.from()), Id.tagOf(answer.to())),
                invite.from(),
                answer.to(),
                answer.headers().tokens("Record-Route").reversed(),
                contactOf(answer, invite.uri()),
                source);
        dialog.localSequence = invite.cseq().number();
        dialog.remoteSequence = -1;
        return dialog;
    }

    public Id id() {
        return id;
    }

    /** Who is at the other end, tag and all. */
    public NameAddress remote() {
        return remote;
    }

    /** False when the request is older than one we have seen (RFC 3261 §12.2.2). */
    public boolean advance(SipRequest request, Hop source) {
        if (request.cseq().number() <= remoteSequence) {
            return false;
        }
        remoteSequence = request.cseq().number();
        lastSeen = source;
        if (request.is("INVITE") || request.is("UPDATE")) {
            retarget(request);
        }
        return true;
    }

    /** An INVITE, an UPDATE and their 2xx may move the other end (RFC 3261 §12.2). */
    public void retarget(SipMessage message) {
        target = contactOf(message, target);
    }

    /** The next request of ours; whoever sends it fills in the hop. */
    public SipRequest request(String method, Headers extra, String body) {
        localSequence++;
        return request(method, localSequence, extra, body);
    }

    /** The ACK of a 2xx repeats the number of its INVITE. */
    public SipRequest acknowledgement(long invited, Headers extra, String body) {
        return request("ACK", invited, extra, body);
    }

    private SipRequest request(String method, long sequence, Headers extra, String body) {
        boolean strict = !routes.isEmpty() && !routes.getFirst().contains(";lr");
        Headers headers = Headers.NONE.and("Max-Forwards", "70").and("User-Agent", Answers.SERVER);
        for (String route : strict ? routes.subList(1, routes.size()) : routes) {
            headers = headers.and("Route", route);
        }
        SipUri firstHop = strict ? firstHop() : null;
        if (firstHop != null) {
            headers = headers.and("Route", "<" + target + ">");
        }
        SipUri uri = Objects.requireNonNullElse(firstHop, target);
        CSeq cseq = new CSeq(sequence, method);
        return new SipRequest(method, uri, headers.and(extra), Via.UNSENT, local, remote, id.callId(), cseq, body);
    }

    /**
     * Where a request of ours goes: the first route, else the peer's contact, by the transport it names. A name is not
     * looked up and a private address seen from a public one is a phone behind NAT; both are reached where they were
     * last seen, and whoever came by a stream is answered by it while it is open.
     */
    public Hop destination() {
        SipUri hop = firstHop();
        SipUri next = hop == null ? target : hop;
        Protocol protocol = Objects.requireNonNullElse(Protocol.named(next), lastSeen.protocol());
        if (!isLiteral(next.host())) {
            return protocol == lastSeen.protocol() ? lastSeen : new Hop(protocol, lastSeen.address());
        }
        int port = next.port() < 0 ? protocol.defaultPort() : next.port();
        InetSocketAddress named = new InetSocketAddress(next.host(), port);
        if (hop == null && isPrivate(named) && !isPrivate(lastSeen.address())) {
            return lastSeen;
        }
        boolean samePlace = protocol == lastSeen.protocol()
                && named.getAddress().equals(lastSeen.address().getAddress());
        return samePlace ? lastSeen.atPort(port) : new Hop(protocol, named);
    }

    private static boolean isPrivate(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        boolean uniqueLocal = host.getAddress().length == 16 && (host.getAddress()[0] & 0xFE) == 0xFC;
        return host.isSiteLocalAddress() || host.isLoopbackAddress() || host.isLinkLocalAddress() || uniqueLocal;
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

    private static SipUri contactOf(SipMessage message, SipUri otherwise) {
        String contact = message.headers().first("Contact");
        try {
            return contact == null || contact.equals("*")
                    ? otherwise
                    : NameAddress.parseAll(List.of(contact)).getFirst().uri();
        } catch (SipSyntaxException unreadable) {
            return otherwise;
        }
    }
}
