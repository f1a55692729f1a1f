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

    private final Hop to;
    private final Network network;
    private final Answered listener;
    private final Runnable onTerminated;
    private final Persistence persistence;
    private volatile Phase phase = Phase.TRYING;

    PlainClientTransaction(SipRequest request, Hop to, Network network, Answered listener, Runnable onTerminated) {
        this.to = to;
        this.network = network;
        this.listener = listener;
        this.onTerminated = onTerminated;
        this.persistence = new Persistence(request, to, network, this::fail);
    }

    void start() {
        persistence.start(this::nextAfter);
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
        persistence.stop();
        if (to.isReliable()) {
            onTerminated.run();
        } else {
            network.timers().after(Timing.T4, onTerminated);
        }
    }
}
