package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transaction.InviteServerTransaction;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A session we began, from our INVITE to BYE. The first who answers is talked with; any other branch of a forked INVITE
 * is acknowledged and hung up at once (RFC 3261 §13.2.2.4), and so is an answer that crosses our CANCEL.
 */
public final class OutgoingSession implements Answered, DialogUser {

    /** What whoever called hears; after one of the last two nothing more. */
    public interface Listener {

        /** He took the call. False when his answer to our offer is of no use, which ends the session. */
        boolean answered(String sdp, InetAddress source);

        /** He holds us, comes back or moves; without an offer we are asked for ours. */
        InviteSession.Reply reoffered(@Nullable String offer);

        /** He did not take it: a status and its words, or silence. */
        void failed(String why);

        /** He was not asked, for the server on the way is away or out of service; another may do better. */
        default void unreachable(String why) {
            failed(why);
        }

        void hungUp();
    }

    private sealed interface State {

        record Calling() implements State {}

        record Talking(Dialog dialog, SessionAnswers answers) implements State {}

        record Ended() implements State {}
    }

    private final SipUserAgent agent;
    private final Hop to;
    private final Listener listener;
    private SipRequest sent;
    private State state = new State.Calling();
    private boolean heardOf;
    private @Nullable OutgoingInvite invite;
    private @Nullable UnacknowledgedAnswer unacknowledged;

    private OutgoingSession(SipUserAgent agent, SipRequest sent, Hop to, Listener listener) {
        this.agent = agent;
        this.sent = sent;
        this.to = to;
        this.listener = listener;
    }

    /** Sends the INVITE, which brings our offer. On the event loop. */
    public static OutgoingSession call(
            SipUserAgent agent, SipRequest request, Hop to, Authentication authentication, Listener listener) {
        OutgoingSession session = new OutgoingSession(agent, request, to, listener);
        session.invite = agent.client().invite(request, to, session.remembering(authentication), session);
        return session;
    }

    /** The dialog is that of the INVITE that was let through, not of the one that was challenged. */
    private Authentication remembering(Authentication authentication) {
        return (refused, challenge) -> {
            SipRequest proven = authentication.answered(refused, challenge);
            sent = proven == null ? sent : proven;
            return proven;
        };
    }

    /** Whether anything at all came back. */
    public boolean isHeardOf() {
        return heardOf;
    }

    @Override
    public void progressed(SipResponse provisional) {
        heardOf = true;
    }

    @Override
    public void answered(SipResponse response) {
        heardOf = true;
        if (!response.isSuccess()) {
            String why = response.status() + " " + response.reason();
            fail(
                    response.status() == Status.UNAVAILABLE.code()
                            ? () -> listener.unreachable(why)
                            : () -> listener.failed(why));
            return;
        }
        Dialog dialog = Dialog.calling(sent, response, to);
        SipRequest ack = dialog.acknowledgement(response.cseq().number(), Headers.NONE, "");
        agent.client().acknowledge(ack, dialog.destination());
        switch (state) {
            case State.Calling _ -> begin(dialog, response);
            case State.Talking(Dialog known, SessionAnswers _) when known.id().equals(dialog.id()) -> {}
            case State.Talking _, State.Ended _ -> sayBye(dialog, Headers.NONE);
        }
    }

    private void begin(Dialog dialog, SipResponse response) {
        String localTag = String.valueOf(sent.from().tag());
        state = new State.Talking(dialog, new SessionAnswers(agent, localTag, to));
        agent.join(dialog.id(), this);
        if (!listener.answered(response.body(), to.address().getAddress())) {
            hangUp(Headers.NONE);
            listener.failed("488 no common codec");
        }
    }

    @Override
    public void unanswered(Silence why) {
        fail(() -> listener.unreachable("no answer"));
    }

    private void fail(Runnable telling) {
        if (state instanceof State.Calling) {
            state = new State.Ended();
            telling.run();
        }
    }

    /** Takes the call back while it rings and ends it when it does not; the listener is not told. */
    public void hangUp(Headers extra) {
        switch (state) {
            case State.Calling _ -> {
                state = new State.Ended();
                if (invite != null) {
                    invite.cancel();
                }
            }
            case State.Talking(Dialog dialog, SessionAnswers _) -> {
                end(dialog);
                sayBye(dialog, extra);
            }
            case State.Ended _ -> {}
        }
    }

    @Override
    public void requested(ServerTransaction transaction, Hop source) {
        if (!(state instanceof State.Talking(Dialog dialog, SessionAnswers answers))) {
            agent.answer(transaction, Status.NO_SUCH_CALL, "", Headers.NONE);
            return;
        }
        SipRequest request = transaction.request();
        if (!dialog.advance(request, source)) {
            answers.say(transaction, Status.SERVER_ERROR.because("CSeq Out Of Order"));
            return;
        }
        switch (request.method()) {
            case "BYE" -> {
                answers.say(transaction, Status.OK);
                end(dialog);
                listener.hungUp();
            }
            case "INVITE" -> changed(transaction, answers);
            case "UPDATE" -> {
                if (request.offer() == null) {
                    answers.accept(transaction, Headers.NONE, "");
                } else {
                    changed(transaction, answers);
                }
            }
            case "OPTIONS", "INFO" -> answers.say(transaction, Status.OK);
            default -> answers.say(transaction, Status.METHOD_NOT_ALLOWED);
        }
    }

    private void changed(ServerTransaction transaction, SessionAnswers answers) {
        switch (listener.reoffered(transaction.request().offer())) {
            case InviteSession.Reply.Refused(Status status) -> answers.say(transaction, status);
            case InviteSession.Reply.Accepted(String sdp) -> {
                SipResponse ok = answers.accept(transaction, Headers.NONE, sdp);
                if (transaction instanceof InviteServerTransaction again) {
                    forgetUnacknowledged();
                    unacknowledged = agent.repeatUntilHeard(ok, again.answerTo(), this::neverAcknowledged);
                }
            }
        }
    }

    private void neverAcknowledged() {
        hangUp(Headers.NONE);
        listener.hungUp();
    }

    @Override
    public void acknowledged(SipRequest ack) {
        if (unacknowledged != null && unacknowledged.isAcknowledgedBy(ack)) {
            forgetUnacknowledged();
        }
    }

    private void forgetUnacknowledged() {
        if (unacknowledged != null) {
            unacknowledged.cancel();
            unacknowledged = null;
        }
    }

    private void end(Dialog dialog) {
        state = new State.Ended();
        forgetUnacknowledged();
        agent.leave(dialog.id());
    }

    private void sayBye(Dialog dialog, Headers extra) {
        agent.client().ask(dialog.request("BYE", extra, ""), dialog.destination(), Answered.IGNORED);
    }
}
