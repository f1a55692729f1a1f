package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import org.jspecify.annotations.Nullable;

/** A request other than INVITE (RFC 3261 §17.2.2): answered once, the answer kept for repetitions until timer J. */
public final class PlainServerTransaction implements ServerTransaction {

    private final SipRequest request;
    private final Hop answerTo;
    private final Network network;
    private final Runnable onTerminated;
    private @Nullable SipResponse answer;

    PlainServerTransaction(SipRequest request, Hop answerTo, Network network, Runnable onTerminated) {
        this.request = request;
        this.answerTo = answerTo;
        this.network = network;
        this.onTerminated = onTerminated;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    @Override
    public void respond(SipResponse response) {
        if (answer == null) {
            answer = response;
            network.transport().send(response, answerTo);
            if (answerTo.isReliable()) {
                onTerminated.run();
            } else {
                network.timers().after(Timing.GIVE_UP, onTerminated);
            }
        }
    }

    @Override
    public void repeated(SipRequest again) {
        if (answer != null) {
            network.transport().send(answer, answerTo);
        }
    }
}
