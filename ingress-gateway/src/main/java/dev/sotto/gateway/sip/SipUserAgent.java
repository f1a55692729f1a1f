package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.door.Doorkeeper;
import dev.sotto.gateway.sip.door.Newcomers;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Parsed;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.InviteServerTransaction;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.gateway.sip.transaction.Transactions;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Receiver;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The called party of RFC 3261: it sorts requests into transactions, dialogs and new calls and answers by itself all
 * that needs no decision. Everything runs on one event loop, so nothing here is locked and nothing here may block.
 */
public final class SipUserAgent implements Receiver {

    private static final Logger log = LoggerFactory.getLogger(SipUserAgent.class);

    /** A flood is over or has moved on by then, and a real caller tries again. */
    private static final Headers TRY_AGAIN = Headers.NONE.and("Retry-After", "5");

    private final SipTransport transport;
    private final Timers timers;
    private final InviteHandler calls;
    private final Doorkeeper doorkeeper;
    private final SipMeters meters;
    private final Supplier<String> randomToken;
    private final Transactions transactions;
    private final SipClient client;
    private final Map<Dialog.Id, DialogUser> dialogs = new HashMap<>();

    SipUserAgent(
            SipTransport transport,
            Timers timers,
            InviteHandler calls,
            Doorkeeper doorkeeper,
            SipMeters meters,
            Supplier<String> randomToken) {
        this.transport = transport;
        this.timers = timers;
        this.calls = calls;
        this.doorkeeper = doorkeeper;
        this.meters = meters;
        this.randomToken = randomToken;
        this.transactions = new Transactions(transport, timers);
        this.client = new SipClient(transport, transactions, doorkeeper, randomToken);
    }

    @Override
    public boolean knows(InetAddress source) {
        return doorkeeper.knows(source);
    }

    @Override
    public void dropped(String reason) {
        meters.dropped(reason);
    }

    @Override
    public void lost(Hop hop) {
        client.lost(hop);
    }

    @Override
    public void received(byte[] message, Hop source) {
        switch (doorkeeper.arrives(source.address().getAddress())) {
            case WELCOME -> read(message, source);
            case TURNED_AWAY -> turnAway(message, source);
            case IGNORED -> ignore(source);
        }
    }

    private void read(byte[] message, Hop source) {
        switch (SipParser.parse(message, source.isReliable())) {
            case Parsed.Understood(SipRequest request) -> requested(seenFrom(request, source), source);
            case Parsed.Understood(SipResponse response) -> {
                if (!transactions.answered(response)) {
                    meters.dropped("stray-answer");
                }
            }
            case Parsed.Malformed malformed -> refuseMalformed(malformed, source);
            case Parsed.KeepAlive _ -> {}
        }
    }

    /** One answer without memory, so that whoever forgot to configure us finds out; then silence. */
    private void turnAway(byte[] message, Hop source) {
        if (SipParser.parse(message, source.isReliable()) instanceof Parsed.Understood(SipRequest request)
                && !request.is("ACK")) {
            log.info("{} is no trunk of ours and is turned away", source);
            refuse(seenFrom(request, source), source, Status.FORBIDDEN, Headers.NONE);
        }
        ignore(source);
    }

    private void ignore(Hop source) {
        meters.dropped("stranger");
        source.disconnect();
    }

    /** Answers without remembering that we did. */
    private void refuse(SipRequest request, Hop source, Status status, Headers extra) {
        meters.answered(request.method(), status.code());
        SipResponse answer = Answers.to(request, status, randomToken.get(), extra, "");
        transport.send(answer, Transactions.wayBack(request.via(), source));
    }

    private static SipRequest seenFrom(SipRequest request, Hop source) {
        return request.withVia(request.via().seenFrom(source.address()));
    }

    private void refuseMalformed(Parsed.Malformed malformed, Hop source) {
        meters.dropped("malformed");
        log.debug("A malformed SIP message came from {}: {}", source, malformed.why());
        SipMessage answer = MalformedAnswer.to(malformed, source, randomToken.get());
        boolean answered = answer != null && doorkeeper.mayRefuse();
        meters.malformed(malformed.part(), answered);
        if (answer != null && answered) {
            transport.send(answer, Transactions.wayBack(answer.via(), source));
        }
    }

    private void requested(SipRequest request, Hop source) {
        ServerTransaction known = transactions.find(request);
        if (known != null) {
            repeated(known, request, source);
            return;
        }
        DialogUser user = dialogs.get(Dialog.Id.of(request));
        if (request.is("ACK")) {
            if (user != null) {
                user.acknowledged(request);
            }
        } else if (user != null) {
            user.requested(open(request, source), source);
        } else if (request.is("CANCEL") && transactions.inviteCancelledBy(request) != null) {
            cancel(request, source);
        } else {
            switch (doorkeeper.asks(request, source)) {
                case COME_IN -> outsideOfCalls(request, source);
                case KNOCK_AGAIN -> meters.dropped("newcomers");
                case GO_AWAY -> sendAway(request, source);
            }
        }
    }

    private void repeated(ServerTransaction known, SipRequest request, Hop source) {
        meters.repeated();
        if (known instanceof InviteServerTransaction invite && invite.isRefusalHeardBy(request)) {
            doorkeeper.proved(source.address().getAddress());
        }
        known.repeated(request);
    }

    private void sendAway(SipRequest request, Hop source) {
        meters.dropped("flood");
        if (doorkeeper.mayRefuse()) {
            refuse(request, source, Status.UNAVAILABLE, TRY_AGAIN);
        }
    }

    private ServerTransaction open(SipRequest request, Hop source) {
        return request.is("INVITE")
                ? transactions.openInvite(request, source)
                : transactions.openPlain(request, source);
    }

    private void cancel(SipRequest request, Hop source) {
        InviteServerTransaction invite = transactions.inviteCancelledBy(request);
        answer(transactions.openPlain(request, source), Status.OK, randomToken.get(), Headers.NONE);
        if (invite != null) {
            invite.cancel();
        }
    }

    private void outsideOfCalls(SipRequest request, Hop source) {
        Refusal refusal = Refusal.outsideOfCalls(request);
        if (transactions.isFull()) {
            refuse(request, source, Status.UNAVAILABLE, TRY_AGAIN);
        } else if (request.to().tag() != null || request.is("CANCEL")) {
            answer(open(request, source), Status.NO_SUCH_CALL, "", Headers.NONE);
        } else if (transactions.isMerged(request)) {
            answer(open(request, source), Status.LOOP_DETECTED, randomToken.get(), Headers.NONE);
        } else if (refusal != null) {
            answer(open(request, source), refusal.status(), randomToken.get(), refusal.extra());
        } else if (request.is("INVITE")) {
            invite(transactions.openInvite(request, source), source);
        } else {
            answer(open(request, source), Status.OK, randomToken.get(), Refusal.capabilities());
        }
    }

    private void invite(InviteServerTransaction transaction, Hop source) {
        Newcomers.Guest guest = doorkeeper.ring(source.address().getAddress());
        transaction.respond(Answers.to(transaction.request(), Status.TRYING, ""));
        InviteSession session = new InviteSession(this, transaction, source, randomToken.get(), guest);
        join(session.id(), session);
        calls.invited(session);
    }

    void answer(ServerTransaction transaction, Status status, String tag, Headers extra) {
        meters.answered(transaction.request().method(), status.code());
        transaction.respond(Answers.to(transaction.request(), status, tag, extra, ""));
    }

    UnacknowledgedAnswer repeatUntilHeard(SipResponse answer, Hop to, Runnable onNeverHeard) {
        return new UnacknowledgedAnswer(answer, to, transport, timers, onNeverHeard);
    }

    /** Requests in that dialog are given to this user from now on. */
    public void join(Dialog.Id dialog, DialogUser user) {
        dialogs.put(dialog, user);
    }

    public void leave(Dialog.Id dialog) {
        dialogs.remove(dialog);
    }

    public SipClient client() {
        return client;
    }

    SipMeters meters() {
        return meters;
    }

    Timers timers() {
        return timers;
    }

    /** How many dialogs are open. */
    int dialogs() {
        return dialogs.size();
    }

    /** True while a BYE of ours is still unanswered. */
    boolean isWaiting() {
        return transactions.isWaiting();
    }
}
