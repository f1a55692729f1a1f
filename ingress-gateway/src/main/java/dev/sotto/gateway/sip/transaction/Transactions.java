package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Messages get lost and come twice: this layer gives each request to the user agent once and repeats its answer, and
 * repeats ours until they are answered. It runs on one event loop and takes no locks.
 */
public final class Transactions {

    /**
     * A transaction lives 32 s, so this is 600 new ones a second, four times what 150 calls and their OPTIONS can
     * cause; above it requests are answered without memory rather than letting a flood fill it.
     */
    static final int MAX_TRANSACTIONS = 20_000;

    private final Network network;
    private final Map<String, ServerTransaction> servers = new HashMap<>();
    private final Map<Origin, String> origins = new HashMap<>();
    // Asked by the thread that shuts down whether a goodbye is still unanswered.
    private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();

    public Transactions(SipTransport transport, Timers timers) {
        this.network = new Network(transport, timers);
    }

    /** The transaction this request belongs to, if it is a repetition (or the ACK of a refusal). */
    public @Nullable ServerTransaction find(SipRequest request) {
        return servers.get(key(request, request.is("ACK") ? "INVITE" : request.method()));
    }

    public @Nullable InviteServerTransaction inviteCancelledBy(SipRequest cancel) {
        return servers.get(key(cancel, "INVITE")) instanceof InviteServerTransaction invite ? invite : null;
    }

    public boolean isFull() {
        return servers.size() >= MAX_TRANSACTIONS;
    }

    public InviteServerTransaction openInvite(SipRequest request, Hop source) {
        String key = key(request, "INVITE");
        InviteServerTransaction opened = new InviteServerTransaction(
                request, wayBack(request.via(), source), network, () -> forget(key, request));
        keep(key, opened);
        return opened;
    }

    public PlainServerTransaction openPlain(SipRequest request, Hop source) {
        String key = key(request, request.method());
        PlainServerTransaction opened = new PlainServerTransaction(
                request, wayBack(request.via(), source), network, () -> forget(key, request));
        keep(key, opened);
        return opened;
    }

    private void keep(String key, ServerTransaction opened) {
        if (!isFull()) {
            servers.put(key, opened);
            origins.put(Origin.of(opened.request()), key);
        }
    }

    private void forget(String key, SipRequest request) {
        servers.remove(key);
        origins.remove(Origin.of(request), key);
    }

    /** True for a request that also reached us by another way: a loop in somebody's routing (RFC 3261 §8.2.2.2). */
    public boolean isMerged(SipRequest request) {
        String known = origins.get(Origin.of(request));
        return known != null && !known.equals(key(request, request.method()));
    }

    private record Origin(String callId, @Nullable String fromTag, CSeq cseq) {

        static Origin of(SipRequest request) {
            return new Origin(request.callId(), request.from().tag(), request.cseq());
        }
    }

    /**
     * The way of an answer: the connection the request came by; else to the source address, at the source port when
     * asked for (RFC 3581), or at the one the hop named.
     */
    public static Hop wayBack(Via via, Hop source) {
        if (!source.isReliable() && via.parameters().has("rport")) {
            return source;
        }
        return source.atPort(via.port() < 0 ? source.protocol().defaultPort() : via.port());
    }

    /** Sends any request but INVITE and ACK; its branch is fresh. */
    public void ask(SipRequest request, Hop to, Answered listener) {
        String key = key(request.via(), request.method());
        PlainClientTransaction asked =
                new PlainClientTransaction(request, to, network, listener, () -> clients.remove(key));
        clients.put(key, asked);
        asked.start();
    }

    /** Sends an INVITE; what comes back takes it back again, as long as nobody has answered. */
    public Runnable invite(SipRequest request, Hop to, Answered listener) {
        String key = key(request.via(), "INVITE");
        InviteClientTransaction invited =
                new InviteClientTransaction(request, to, network, listener, () -> clients.remove(key));
        clients.put(key, invited);
        invited.start();
        return () -> invited.cancel(() -> ask(invited.sibling("CANCEL", request.to()), to, Answered.IGNORED));
    }

    /** False when nobody waits for that answer. */
    public boolean answered(SipResponse response) {
        ClientTransaction asked =
                clients.get(key(response.via(), response.cseq().method()));
        if (asked != null) {
            asked.received(response);
        }
        return asked != null;
    }

    /** True while a request of ours is still unanswered. */
    public boolean isWaiting() {
        return clients.values().stream().anyMatch(ClientTransaction::isWaiting);
    }

    private static String key(Via via, String method) {
        return via.branch() + '|' + method;
    }

    /** RFC 3261 §17.2.3; without the magic cookie an RFC 2543 element is matched by what it must repeat. */
    private static String key(SipRequest request, String method) {
        Via via = request.via();
        String sentBy = via.host() + ':' + via.port() + '|' + method + '|';
        return via.hasUniqueBranch()
                ? via.branch() + '|' + sentBy
                : sentBy
                        + request.callId()
                        + '|'
                        + request.cseq().number()
                        + '|'
                        + request.from().tag();
    }
}
