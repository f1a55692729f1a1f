package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.door.Newcomers;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Methods;
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
        NEVER_ACKNOWLEDGED,
        EXPIRED
    }

    private sealed interface State {

        record Ringing() implements State {}

        record Accepted(boolean hangUpOnceHeard) implements State {}

        record Talking() implements State {}

        record Ended() implements State {}
    }

    /** What the owner of the session makes of a changed offer. */
    public sealed interface Reply {

        record Accepted(String sdp) implements Reply {}

        record Refused(Status status) implements Reply {}
    }

    private final SipUserAgent agent;
    private final InviteServerTransaction invite;
    private final Hop source;
    private final Dialog dialog;
    private final SessionAnswers answers;
    private final SessionTimer timer;
    private final Newcomers.Guest guest;
    private SessionListener listener = SessionListener.NOBODY;
    private State state = new State.Ringing();
    private @Nullable ReliableRinging ringing;
    private @Nullable UnacknowledgedAnswer unacknowledged;
    private @Nullable SessionRefresh refresh;
    private String ours = "";
    private boolean ourOfferPending;

    InviteSession(
            SipUserAgent agent, InviteServerTransaction invite, Hop source, String localTag, Newcomers.Guest guest) {
        this.agent = agent;
        this.invite = invite;
        this.source = source;
        this.guest = guest;
        this.dialog = Dialog.called(invite.request(), localTag, source);
        this.answers = new SessionAnswers(agent, localTag, source);
        this.timer = new SessionTimer(agent.timers(), this::refresh, () -> sayBye(End.EXPIRED, Headers.NONE));
        invite.whenCancelled(this::cancelled);
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
        if (state instanceof State.Ringing && ringing == null) {
            ringing = ReliableRinging.ring(invite, answers, agent.timers(), () -> refuse(Status.SERVER_TIMEOUT));
        }
    }

    /** Takes the call; {@code sdp} is our answer, or our offer when the INVITE brought none. */
    public void accept(String sdp) {
        if (state instanceof State.Ringing) {
            state = new State.Accepted(false);
            stopRinging();
            answerWith(invite, sdp);
            guest.answered(() -> end(End.NEVER_ACKNOWLEDGED));
        }
    }

    public void refuse(Status status) {
        refuse(status, Headers.NONE);
    }

    /** The same, and when to try again (seconds). */
    public void refuse(Status status, int retryAfterSeconds) {
        refuse(status, Headers.NONE.and("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** Turns the caller away; {@code extra} says more, as Contact does in a 302. */
    public void refuse(Status status, Headers extra) {
        if (state instanceof State.Ringing) {
            answers.say(invite, status, extra);
            end(End.REFUSED);
        }
    }

    public void hangUp() {
        hangUp(Headers.NONE);
    }

    /** Ends the session; {@code extra} may say why. */
    public void hangUp(Headers extra) {
        switch (state) {
            case State.Ringing _ -> refuse(Status.UNAVAILABLE, extra);
            // RFC 3261 §15: the callee must not send BYE before its 2xx is acknowledged.
            case State.Accepted _ -> state = new State.Accepted(true);
            case State.Talking _ -> sayBye(End.HUNG_UP, extra);
            case State.Ended _ -> {}
        }
    }

    /** Asks the caller's phone something in the call: REFER, INFO. */
    public void ask(String method, Headers extra, String body, Answered answered) {
        agent.client()
                .ask(dialog.request(method, answers.ourselves().and(extra), body), dialog.destination(), answered);
    }

    private void cancelled() {
        answers.say(invite, Status.REQUEST_TERMINATED);
        end(End.CALLER_CANCELLED);
    }

    @Override
    public void acknowledged(SipRequest ack) {
        if (unacknowledged == null || !unacknowledged.isAcknowledgedBy(ack)) {
            return;
        }
        unacknowledged.cancel();
        unacknowledged = null;
        boolean first = state instanceof State.Accepted;
        boolean hangUp = state instanceof State.Accepted(boolean wanted) && wanted;
        if (first) {
            state = new State.Talking();
            guest.proved();
        }
        String theirAnswer = ourOfferPending ? ack.offer() : null;
        ourOfferPending = false;
        if (hangUp) {
            sayBye(End.HUNG_UP, Headers.NONE);
        } else if (first) {
            listener.established(theirAnswer);
        } else if (theirAnswer != null) {
            listener.reanswered(theirAnswer);
        }
    }

    @Override
    public void requested(ServerTransaction transaction, Hop from) {
        SipRequest request = transaction.request();
        Refusal refusal = request.is("BYE") ? null : Refusal.inCall(request);
        if (!dialog.advance(request, from)) {
            answers.say(transaction, Status.SERVER_ERROR.because("CSeq Out Of Order"));
        } else if (refusal != null) {
            answers.say(transaction, refusal.status(), refusal.extra());
        } else {
            switch (request.method()) {
                case "BYE" -> bye(transaction);
                case "INVITE", "UPDATE" -> changed(transaction);
                case "PRACK" -> prack(transaction);
                case "INFO" -> KeyPress.answer(transaction, answers, listener::pressed);
                case "OPTIONS" -> answers.say(transaction, Status.OK, Refusal.capabilities());
                default -> asked(transaction);
            }
        }
    }

    private void bye(ServerTransaction transaction) {
        answers.say(transaction, Status.OK);
        if (state instanceof State.Ringing) {
            answers.say(invite, Status.REQUEST_TERMINATED);
        }
        end(End.CALLER_HUNG_UP);
    }

    private void changed(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        boolean asksForAnswer = request.is("INVITE") || request.offer() != null;
        if (state instanceof State.Ringing && asksForAnswer) {
            // RFC 3261 §14.2, RFC 3311 §5.2: the first offer is not answered yet.
            answers.say(transaction, Status.SERVER_ERROR, Headers.NONE.and("Retry-After", "1"));
        } else if (asksForAnswer && offersCross(request)) {
            answers.say(transaction, Status.REQUEST_PENDING);
        } else if (asksForAnswer) {
            switch (listener.reoffered(request.offer())) {
                case Reply.Accepted(String sdp) -> answerWith(transaction, sdp);
                case Reply.Refused(Status status) -> answers.say(transaction, status);
            }
        } else {
            answers.accept(transaction, timer.agreed(request), "");
        }
    }

    private boolean offersCross(SipRequest request) {
        boolean ours = ourOfferPending || (refresh != null && refresh.offersSomething());
        return ours || (request.is("INVITE") && unacknowledged != null);
    }

    private void prack(ServerTransaction transaction) {
        boolean heard = ringing != null && ringing.isHeardBy(transaction.request());
        answers.say(transaction, heard ? Status.OK : Status.NO_SUCH_CALL);
    }

    private void asked(ServerTransaction transaction) {
        boolean known = Methods.isKnown(transaction.request().method());
        answers.say(transaction, known ? listener.asked(transaction.request()) : Status.NOT_IMPLEMENTED);
    }

    private void answerWith(ServerTransaction transaction, String sdp) {
        SipRequest request = transaction.request();
        ours = sdp;
        ourOfferPending = request.is("INVITE") && request.offer() == null;
        SipResponse ok = answers.accept(transaction, timer.agreed(request), sdp);
        if (transaction instanceof InviteServerTransaction again) {
            unacknowledged =
                    agent.repeatUntilHeard(ok, again.answerTo(), () -> sayBye(End.NEVER_ACKNOWLEDGED, Headers.NONE));
        }
    }

    private void refresh() {
        boolean byUpdate = request().headers().tokens("Allow").contains("UPDATE");
        refresh = new SessionRefresh(
                        agent,
                        dialog,
                        timer,
                        byUpdate,
                        answers.ourselves(),
                        ours,
                        () -> sayBye(End.EXPIRED, Headers.NONE))
                .send();
    }

    private void sayBye(End why, Headers extra) {
        if (!isOver()) {
            agent.client().ask(dialog.request("BYE", extra, ""), dialog.destination(), Answered.IGNORED);
            end(why);
        }
    }

    private void stopRinging() {
        if (ringing != null) {
            ringing.stop();
        }
    }

    private void end(End why) {
        stopRinging();
        timer.stop();
        if (unacknowledged != null) {
            unacknowledged.cancel();
            unacknowledged = null;
        }
        if (!isOver()) {
            state = new State.Ended();
            agent.leave(id());
            guest.left(why != End.NEVER_ACKNOWLEDGED);
            listener.ended(why);
        }
    }
}
