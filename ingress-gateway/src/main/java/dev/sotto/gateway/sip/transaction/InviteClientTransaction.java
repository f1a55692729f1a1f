package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.NameAddress;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE of ours (RFC 3261 §17.1.1 with RFC 6026): refusals are acknowledged here, a 2xx by the dialog it opens. A
 * CANCEL waits until the other end has shown that it knows the INVITE.
 */
final class InviteClientTransaction implements ClientTransaction {

    private static final Set<String> REPEATED_IN_ACK = Set.of("Route", "Max-Forwards");

    private enum Phase {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED
    }

    private final SipRequest request;
    private final Hop to;
    private final Network network;
    private final Answered listener;
    private final Runnable onTerminated;
    private final Persistence persistence;
    private volatile Phase phase = Phase.CALLING;
    private @Nullable Runnable whenKnown;

    InviteClientTransaction(SipRequest request, Hop to, Network network, Answered listener, Runnable onTerminated) {
        this.request = request;
        this.to = to;
        this.network = network;
        this.listener = listener;
        this.onTerminated = onTerminated;
        this.persistence = new Persistence(request, to, network, this::fail);
    }

    void start() {
        persistence.start(pause -> pause.multipliedBy(2));
    }

    /** Runs {@code cancel} as soon as the other end may be told (RFC 3261 §9.1), unless it is too late. */
    void cancel(Runnable cancel) {
        switch (phase) {
            case CALLING -> whenKnown = cancel;
            case PROCEEDING -> sendCancel(cancel);
            case ACCEPTED, COMPLETED -> {}
        }
    }

    private void sendCancel(Runnable cancel) {
        whenKnown = null;
        cancel.run();
        persistence.waitAfresh();
    }

    @Override
    public void received(SipResponse response) {
        switch (phase) {
            case CALLING, PROCEEDING -> {
                if (response.isSuccess()) {
                    leave(Phase.ACCEPTED, Timing.GIVE_UP);
                    listener.answered(response);
                } else if (response.isFinal()) {
                    leave(Phase.COMPLETED, to.isReliable() ? Duration.ZERO : Timing.GIVE_UP);
                    acknowledge(response);
                    listener.answered(response);
                } else {
                    proceed(response);
                }
            }
            case ACCEPTED -> {
                if (response.isSuccess()) {
                    listener.answered(response);
                }
            }
            case COMPLETED -> {
                if (response.isFinal() && !response.isSuccess()) {
                    acknowledge(response);
                }
            }
        }
    }

    private void proceed(SipResponse response) {
        phase = Phase.PROCEEDING;
        persistence.stop();
        if (whenKnown != null) {
            sendCancel(whenKnown);
        }
        listener.progressed(response);
    }

    private void acknowledge(SipResponse refusal) {
        network.transport().send(sibling("ACK", refusal.to()), to);
    }

    /** An ACK or a CANCEL goes where the INVITE went and is matched by the same branch. */
    SipRequest sibling(String method, NameAddress addressee) {
        return new SipRequest(
                method,
                request.uri(),
                request.headers().only(REPEATED_IN_ACK),
                request.via(),
                request.from(),
                addressee,
                request.callId(),
                new CSeq(request.cseq().number(), method),
                "");
    }

    @Override
    public boolean isWaiting() {
        return phase == Phase.CALLING || phase == Phase.PROCEEDING;
    }

    private void fail(Answered.Silence why) {
        if (phase == Phase.CALLING || phase == Phase.PROCEEDING) {
            leave(Phase.COMPLETED, Duration.ZERO);
            listener.unanswered(why);
        }
    }

    private void leave(Phase next, Duration stay) {
        phase = next;
        persistence.stop();
        if (stay.isZero()) {
            onTerminated.run();
        } else {
            network.timers().after(stay, onTerminated);
        }
    }
}
