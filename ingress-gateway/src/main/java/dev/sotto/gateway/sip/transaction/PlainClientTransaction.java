package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.time.Duration;

/** A request of ours other than INVITE (RFC 3261 §17.1.2), repeated until it is answered or timer F gives up. */
final class PlainClientTransaction implements ClientTransaction {

    private enum Phase {
        TRYING,
        PROCEEDING,
        COMPLETED
    }

    private final SipRequest request;
    private final Hop to;
    private final Network network;
    private final Answered listener;
    private final Runnable onTerminated;
    private final Timers.Timer giveUp;
    private Timers.Timer repetition = Timers.Timer.NONE;
    private volatile Phase phase = Phase.TRYING;

    PlainClientTransaction(SipRequest request, Hop to, Network network, Answered listener, Runnable onTerminated) {
        this.request = request;
        this.to = to;
        this.network = network;
        this.listener = listener;
        this.onTerminated = onTerminated;
        this.giveUp = network.timers().after(Timing.GIVE_UP, () -> fail(Answered.Silence.TIMED_OUT));
    }

    void start() {
        sendAgainAfter(Timing.T1);
    }

    private void sendAgainAfter(Duration pause) {
        network.transport().send(request, to, () -> fail(Answered.Silence.UNREACHABLE));
        if (!to.isReliable() && phase != Phase.COMPLETED) {
            repetition = network.timers().after(pause, () -> sendAgainAfter(nextAfter(pause)));
        }
    }

    private Duration nextAfter(Duration pause) {
        return phase == Phase.PROCEEDING ? Timing.T2 : Timing.twice(pause);
    }

    @Override
    public void received(SipResponse response) {
        switch (phase) {
            case TRYING, PROCEEDING -> {
                if (response.isFinal()) {
                    complete();
                    listener.answered(response);
                } else {
                    phase = Phase.PROCEEDING;
                    listener.progressed(response);
                }
            }
            case COMPLETED -> {}
        }
    }

    @Override
    public boolean isWaiting() {
        return phase != Phase.COMPLETED;
    }

    private void fail(Answered.Silence why) {
        if (phase != Phase.COMPLETED) {
            complete();
            listener.unanswered(why);
        }
    }

    /** Timer K: repetitions of the answer may still be on their way. */
    private void complete() {
        phase = Phase.COMPLETED;
        repetition.cancel();
        giveUp.cancel();
        if (to.isReliable()) {
            onTerminated.run();
        } else {
            network.timers().after(Timing.T4, onTerminated);
        }
    }
}
