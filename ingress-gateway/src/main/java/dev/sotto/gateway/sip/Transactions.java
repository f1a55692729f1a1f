package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams get lost and come twice: this layer gives each request to the user agent once and repeats its answer.
 * It runs on one event loop and takes no locks.
 */
final class Transactions {

    /**
     * A transaction lives 32 s, so this is 600 new ones a second, four times what 150 calls and their OPTIONS can
     * cause; above it requests are answered without memory rather than letting a flood fill it.
     */
    static final int MAX_TRANSACTIONS = 20_000;

    private final SipTransport transport;
    private final Timers timers;
    private final Map<String, ServerTransaction> servers = new HashMap<>();
    private final Map<String, ClientTransaction> clients = new ConcurrentHashMap<>();

    Transactions(SipTransport transport, Timers timers) {
        this.transport = transport;
        this.timers = timers;
    }

    /** The transaction this request belongs to, if it is a repetition (or the ACK of a refusal). */
    @Nullable
    ServerTransaction find(SipRequest request) {
        return servers.get(key(request, request.is("ACK") ? "INVITE" : request.method()));
    }

    @Nullable
    InviteServerTransaction inviteCancelledBy(SipRequest cancel) {
        return servers.get(key(cancel, "INVITE")) instanceof InviteServerTransaction invite ? invite : null;
    }

    boolean isFull() {
        return servers.size() >= MAX_TRANSACTIONS;
    }

    InviteServerTransaction openInvite(SipRequest request, InetSocketAddress source) {
        String key = key(request, "INVITE");
        InviteServerTransaction opened = new InviteServerTransaction(
                request, Answers.wayBack(request.via(), source), transport, timers, () -> servers.remove(key));
        keep(key, opened);
        return opened;
    }

    PlainServerTransaction openPlain(SipRequest request, InetSocketAddress source) {
        String key = key(request, request.method());
        PlainServerTransaction opened = new PlainServerTransaction(
                request, Answers.wayBack(request.via(), source), transport, timers, () -> servers.remove(key));
        keep(key, opened);
        return opened;
    }

    private void keep(String key, ServerTransaction opened) {
        if (!isFull()) {
            servers.put(key, opened);
        }
    }

    void start(SipRequest request, InetSocketAddress to) {
        String key = request.via().branch() + '|' + request.method();
        clients.put(key, new ClientTransaction(request, to, transport, timers, () -> clients.remove(key)));
    }

    void answered(SipResponse response) {
        ClientTransaction asked =
                clients.get(response.via().branch() + '|' + response.cseq().method());
        if (asked != null) {
            asked.answered(response);
        }
    }

    boolean isWaiting() {
        return !clients.isEmpty();
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
