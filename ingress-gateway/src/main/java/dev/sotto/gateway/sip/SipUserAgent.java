package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Methods;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The called party of RFC 3261: it sorts requests into transactions, dialogs and new calls and answers by itself all
 * that needs no decision. Everything runs on one event loop, so nothing here is locked and nothing here may block.
 */
public final class SipUserAgent implements Receiver {

    private static final Logger log = LoggerFactory.getLogger(SipUserAgent.class);

    private final SipTransport transport;
    private final Timers timers;
    private final InviteHandler calls;
    private final SipMeters meters;
    private final Supplier<String> randomToken;
    private final Transactions transactions;
    private final SipClient client;
    private final Map<Dialog.Id, DialogUser> dialogs = new HashMap<>();
    private final Map<Invitation, InviteSession> sessions = new HashMap<>();

    SipUserAgent(
            SipTransport transport,
            Timers timers,
            InviteHandler calls,
            SipMeters meters,
            Supplier<String> randomToken) {
        this.transport = transport;
        this.timers = timers;
        this.calls = calls;
        this.meters = meters;
        this.randomToken = randomToken;
        this.transactions = new Transactions(transport, timers);
        this.client = new SipClient(transport, transactions, randomToken);
    }

    @Override
    public void received(byte[] datagram, Hop source) {
        switch (SipParser.parse(datagram)) {
            case Parsed.Understood(SipRequest request) -> requested(seenFrom(request, source), source);
            case Parsed.Understood(SipResponse response) -> {
                if (!transactions.answered(response)) {
                    meters.stray();
                }
            }
            case Parsed.Malformed malformed -> refuseMalformed(malformed, source);
            case Parsed.KeepAlive _ -> {}
        }
    }

    private static SipRequest seenFrom(SipRequest request, Hop source) {
        return request.withVia(request.via().seenFrom(source.address()));
    }

    private void refuseMalformed(Parsed.Malformed malformed, Hop source) {
        meters.malformed();
        log.info(
                "A malformed SIP message came from {}: {}",
                source.address().getAddress().getHostAddress(),
                malformed.why());
        SipMessage answer = MalformedAnswer.to(malformed, source, randomToken.get());
        if (answer != null) {
            transport.send(answer, source);
        }
    }

    private void requested(SipRequest request, Hop source) {
        ServerTransaction known = transactions.find(request);
        if (known != null) {
            meters.repeated();
            known.repeated(request);
        } else if (request.is("ACK")) {
            DialogUser session = dialogs.get(Dialog.Id.of(request));
            if (session != null) {
                session.acknowledged(request);
            }
        } else if (request.is("CANCEL")) {
            cancel(request, source);
        } else if (request.to().tag() != null) {
            inDialog(request, source);
        } else if (request.is("INVITE")) {
            invite(request, source);
        } else {
            answerPlainly(transactions.openPlain(request, source));
        }
    }

    private void cancel(SipRequest request, Hop source) {
        ServerTransaction cancel = transactions.openPlain(request, source);
        InviteServerTransaction invite = transactions.inviteCancelledBy(request);
        answer(cancel, invite == null ? Status.NO_SUCH_CALL : Status.OK, randomToken.get(), Headers.NONE);
        if (invite != null) {
            invite.cancel();
        }
    }

    private void inDialog(SipRequest request, Hop source) {
        ServerTransaction transaction = open(request, source);
        DialogUser session = dialogs.get(Dialog.Id.of(request));
        if (session == null) {
            answer(transaction, Status.NO_SUCH_CALL, "", Headers.NONE);
        } else {
            session.requested(transaction, source);
        }
    }

    private ServerTransaction open(SipRequest request, Hop source) {
        return request.is("INVITE")
                ? transactions.openInvite(request, source)
                : transactions.openPlain(request, source);
    }

    private void invite(SipRequest request, Hop source) {
        boolean merged = sessions.containsKey(Invitation.of(request));
        boolean full = transactions.isFull();
        InviteServerTransaction transaction = transactions.openInvite(request, source);
        Refusal refusal = Refusal.of(request);
        String tag = randomToken.get();
        if (full) {
            answer(transaction, Status.UNAVAILABLE, tag, Headers.NONE.and("Retry-After", "5"));
        } else if (merged) {
            answer(transaction, Status.LOOP_DETECTED, tag, Headers.NONE);
        } else if (refusal != null) {
            answer(transaction, refusal.status(), tag, refusal.extra());
        } else {
            transaction.respond(Answers.to(request, Status.TRYING, ""));
            InviteSession session = new InviteSession(this, transaction, source, tag);
            sessions.put(Invitation.of(request), session);
            dialogs.put(session.id(), session);
            calls.invited(session);
        }
    }

    /** Answers a request that neither starts nor changes a call. */
    void answerPlainly(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Refusal refusal = Refusal.of(request);
        String tag = randomToken.get();
        if (refusal != null) {
            answer(transaction, refusal.status(), tag, refusal.extra());
        } else if (request.is("OPTIONS")) {
            answer(transaction, Status.OK, tag, Refusal.capabilities());
        } else {
            answer(transaction, Status.NO_SUCH_CALL, tag, Headers.NONE);
        }
    }

    void answer(ServerTransaction transaction, Status status, String tag, Headers extra) {
        meters.answered(transaction.request().method(), status.code());
        transaction.respond(Answers.to(transaction.request(), status, tag, extra, ""));
    }

    UnacknowledgedAnswer repeatUntilHeard(SipResponse answer, Hop to, Runnable onNeverHeard) {
        return new UnacknowledgedAnswer(answer, to, transport, timers, onNeverHeard);
    }

    void forget(InviteSession session) {
        sessions.remove(Invitation.of(session.request()));
        dialogs.remove(session.id());
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

    List<InviteSession> sessions() {
        return new ArrayList<>(sessions.values());
    }

    /** True while a BYE of ours is still unanswered. */
    boolean isWaiting() {
        return transactions.isWaiting();
    }

    /** The same one by two ways is a loop in somebody's routing (RFC 3261 §8.2.2.2). */
    private record Invitation(String callId, String fromTag, long number) {

        static Invitation of(SipRequest invite) {
            String tag = Dialog.Id.tagOf(invite.from());
            return new Invitation(invite.callId(), tag, invite.cseq().number());
        }
    }

    /** The reason we cannot serve a request at all, whatever it is about. */
    private record Refusal(Status status, Headers extra) {

        static @Nullable Refusal of(SipRequest request) {
            if (!Methods.isKnown(request.method())) {
                return new Refusal(Status.NOT_IMPLEMENTED, allow());
            }
            if (!List.of("INVITE", "OPTIONS", "BYE").contains(request.method())) {
                return new Refusal(Status.METHOD_NOT_ALLOWED, allow());
            }
            if (!request.uri().isSip()) {
                return new Refusal(Status.UNSUPPORTED_URI_SCHEME, Headers.NONE);
            }
            List<String> required = request.headers().tokens("Require");
            if (!required.isEmpty()) {
                return new Refusal(Status.BAD_EXTENSION, Headers.NONE.and("Unsupported", String.join(", ", required)));
            }
            if (request.offer() != null && !request.contentType().equals("application/sdp")) {
                return new Refusal(Status.UNSUPPORTED_MEDIA_TYPE, Headers.NONE.and("Accept", "application/sdp"));
            }
            return null;
        }

        static Headers allow() {
            return Headers.NONE.and("Allow", Answers.ALLOW);
        }

        static Headers capabilities() {
            return allow().and("Accept", "application/sdp").and("Accept-Encoding", "identity");
        }
    }
}
