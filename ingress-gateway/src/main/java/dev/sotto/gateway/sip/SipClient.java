package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.door.Doorkeeper;
import dev.sotto.gateway.sip.message.Parameters;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transaction.Transactions;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks others: registrars, the human a call is handed to, the other end of a dialog. It fills in our hop, repeats over
 * UDP, matches the answers, and asks again with credentials. Everything runs on the event loop of the user agent.
 */
public final class SipClient {

    private final SipTransport transport;
    private final Transactions transactions;
    private final Doorkeeper doorkeeper;
    private final Supplier<String> randomToken;
    private final List<Consumer<Hop>> whenLost = new CopyOnWriteArrayList<>();

    SipClient(SipTransport transport, Transactions transactions, Doorkeeper doorkeeper, Supplier<String> randomToken) {
        this.transport = transport;
        this.transactions = transactions;
        this.doorkeeper = doorkeeper;
        this.randomToken = randomToken;
    }

    /** Tells of every connection of ours that has ended, whoever ended it; on the event loop. */
    public void whenLost(Consumer<Hop> told) {
        whenLost.add(told);
    }

    void lost(Hop hop) {
        whenLost.forEach(told -> told.accept(hop));
    }

    /** Where others on that way reach us: what a Contact of ours says. */
    public SipUri contact(Hop way) {
        return transport.contact(way);
    }

    /** A new tag, Call-ID or the like, unguessable: who knows it has seen our messages. */
    public String token() {
        return randomToken.get();
    }

    /** Sends any request but INVITE and ACK. */
    public void ask(SipRequest request, Hop to, Answered listener) {
        transactions.ask(from(request, to), to, listener);
    }

    /** Sends any request but INVITE and ACK, and again with credentials when they are wanted. */
    public void ask(SipRequest request, Hop to, Authentication authentication, Answered listener) {
        Challenged.Again again = (proven, next) -> ask(proven, to, next);
        ask(request, to, new Challenged(request, authentication, again, listener, Challenged.MAX_CHALLENGES));
    }

    /** Calls somebody; a 2xx is for the listener to acknowledge, every time it comes. */
    public OutgoingInvite invite(SipRequest request, Hop to, Authentication authentication, Answered listener) {
        OutgoingInvite invite = new OutgoingInvite();
        Challenged.Again again = (wanted, next) -> invite.isSent(transactions.invite(from(wanted, to), to, next));
        Authentication unlessCancelled =
                (refused, challenge) -> invite.isCancelled() ? null : authentication.answered(refused, challenge);
        again.send(request, new Challenged(request, unlessCancelled, again, listener, Challenged.MAX_CHALLENGES));
        return invite;
    }

    /** Sends the ACK of a 2xx, which is never answered. */
    public void acknowledge(SipRequest ack, Hop to) {
        transport.send(from(ack, to), to);
    }

    private SipRequest from(SipRequest request, Hop to) {
        doorkeeper.expect(to.address().getAddress());
        SipUri us = transport.contact(to);
        Parameters fresh = Parameters.NONE
                .with("branch", Via.MAGIC_COOKIE + randomToken.get())
                .with("rport", "");
        return request.withVia(Via.of(to.protocol().name(), us.host(), us.port(), fresh));
    }
}
