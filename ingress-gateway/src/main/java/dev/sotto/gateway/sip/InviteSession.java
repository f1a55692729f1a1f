package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transaction.InviteServerTransaction;
import dev.sotto.gateway.sip.transaction.ServerTransaction;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A caller's session with us, from INVITE to BYE. All methods run on the event loop of the user agent; those that come
 * too late (a refusal after a CANCEL, a second hang-up) do nothing.
 */
public final class InviteSession implements DialogUser {

    /** Why a session is over. */
    public enum End {
        CALLER_HUNG_UP,
        CALLER_CANCELLED,
        REFUSED,
        HUNG_UP,
        NEVER_ACKNOWLEDGED
    }

    private sealed interface State {

        record Ringing() implements State {}

        record Answered(boolean hangUpOnceHeard) implements State {}

        record Talking() implements State {}

        record Ended() implements State {}
    }

    private final SipUserAgent agent;
    private final InviteServerTransaction invite;
    private final Hop source;
    private final Dialog dialog;
    private SessionListener listener = SessionListener.NOBODY;
    private State state = new State.Ringing();
    private @Nullable UnacknowledgedAnswer unacknowledged;
    private boolean ourOfferPending;

    InviteSession(SipUserAgent agent, InviteServerTransaction invite, Hop source, String localTag) {
        this.agent = agent;
        this.invite = invite;
        this.source = source;
        invite.whenCancelled(this::cancelled);
        this.dialog = Dialog.called(invite.request(), localTag, source);
    }

    public SipRequest request() {
        return invite.request();
    }

    /** Where the INVITE really came from, which NAT may make another address than it claims. */
    public InetSocketAddress source() {
        return source.address();
    }

    public boolean isOver() {
        return state instanceof State.Ended;
    }

    Dialog.Id id() {
        return dialog.id();
    }

    public void listen(SessionListener heardBy) {
        this.listener = heardBy;
    }

    public void ring() {
        if (state instanceof State.Ringing) {
            invite.respond(answer(invite.request(), Status.RINGING, ""));
        }
    }

    /** Takes the call; {@code sdp} is our answer, or our offer when the INVITE brought none. */
    public void accept(String sdp) {
        if (state instanceof State.Ringing) {
            ourOfferPending = invite.request().offer() == null;
            state = new State.Answered(false);
            answerWith(invite, sdp);
        }
    }

    public void refuse(Status status) {
        refuse(status, Headers.NONE);
    }

    /** Turns the caller away and says when to try again (seconds). */
    public void refuse(Status status, int retryAfterSeconds) {
        refuse(status, Headers.NONE.and("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    private void refuse(Status status, Headers extra) {
        if (state instanceof State.Ringing) {
            agent.answer(invite, status, id().localTag(), extra);
            end(End.REFUSED);
        }
    }

    public void hangUp() {
        switch (state) {
            case State.Ringing _ -> refuse(Status.UNAVAILABLE);
            // RFC 3261 §15: the callee must not send BYE before its 2xx is acknowledged.
            case State.Answered _ -> state = new State.Answered(true);
            case State.Talking _ -> sayBye(End.HUNG_UP);
            case State.Ended _ -> {}
        }
    }

    private void cancelled() {
        if (state instanceof State.Ringing) {
            agent.answer(invite, Status.REQUEST_TERMINATED, id().localTag(), Headers.NONE);
            end(End.CALLER_CANCELLED);
        }
    }

    @Override
    public void acknowledged(SipRequest ack) {
        if (unacknowledged == null || !unacknowledged.isAcknowledgedBy(ack)) {
            return;
        }
        unacknowledged.cancel();
        unacknowledged = null;
        boolean first = state instanceof State.Answered;
        boolean hangUp = state instanceof State.Answered(boolean wanted) && wanted;
        if (first) {
            state = new State.Talking();
        }
        String theirAnswer = ourOfferPending ? ack.offer() : null;
        ourOfferPending = false;
        if (hangUp) {
            sayBye(End.HUNG_UP);
        } else if (first) {
            listener.established(theirAnswer);
        } else if (theirAnswer != null) {
            listener.reanswered(theirAnswer);
        }
    }

    @Override
    public void requested(ServerTransaction transaction, Hop from) {
        SipRequest request = transaction.request();
        if (!dialog.advance(request, from)) {
            agent.answer(transaction, Status.SERVER_ERROR.because("CSeq Out Of Order"), "", Headers.NONE);
        } else if (request.is("BYE")) {
            bye(transaction);
        } else if (transaction instanceof InviteServerTransaction again) {
            reinvite(again);
        } else {
            agent.answerPlainly(transaction);
        }
    }

    private void bye(ServerTransaction transaction) {
        agent.answer(transaction, Status.OK, "", Headers.NONE);
        if (state instanceof State.Ringing) {
            agent.answer(invite, Status.REQUEST_TERMINATED, id().localTag(), Headers.NONE);
        }
        end(End.CALLER_HUNG_UP);
    }

    private void reinvite(InviteServerTransaction again) {
        if (state instanceof State.Ringing) {
            // RFC 3261 §14.2: the first INVITE is not answered yet.
            agent.answer(again, Status.SERVER_ERROR, "", Headers.NONE.and("Retry-After", "1"));
        } else if (ourOfferPending || unacknowledged != null) {
            agent.answer(again, Status.REQUEST_PENDING, "", Headers.NONE);
        } else {
            switch (listener.reoffered(again.request().offer())) {
                case Reply.Accepted(String sdp) -> {
                    ourOfferPending = again.request().offer() == null;
                    answerWith(again, sdp);
                }
                case Reply.Refused(Status status) -> agent.answer(again, status, "", Headers.NONE);
            }
        }
    }

    /** What the owner of the session makes of a changed offer. */
    public sealed interface Reply {

        record Accepted(String sdp) implements Reply {}

        record Refused(Status status) implements Reply {}
    }

    private void answerWith(InviteServerTransaction transaction, String sdp) {
        SipResponse ok = answer(transaction.request(), Status.OK, sdp);
        agent.meters().answered(transaction.request().method(), Status.OK.code());
        transaction.respond(ok);
        unacknowledged = agent.repeatUntilHeard(ok, transaction.answerTo(), this::neverAcknowledged);
    }

    private void neverAcknowledged() {
        unacknowledged = null;
        if (!isOver()) {
            sayBye(End.NEVER_ACKNOWLEDGED);
        }
    }

    private SipResponse answer(SipRequest request, Status status, String sdp) {
        Headers extra = Headers.NONE
                .and("Contact", "<" + agent.client().contact(source.protocol()) + ">")
                .and("Allow", Answers.ALLOW);
        if (!sdp.isEmpty()) {
            extra = extra.and("Content-Type", "application/sdp");
        }
        return Answers.to(request, status, id().localTag(), extra, sdp);
    }

    private void sayBye(End why) {
        agent.client().ask(dialog.request("BYE", Headers.NONE, ""), dialog.destination(), Answered.IGNORED);
        end(why);
    }

    private void end(End why) {
        if (unacknowledged != null) {
            unacknowledged.cancel();
            unacknowledged = null;
        }
        if (!(state instanceof State.Ended)) {
            state = new State.Ended();
            agent.forget(this);
            listener.ended(why);
        }
    }
}
