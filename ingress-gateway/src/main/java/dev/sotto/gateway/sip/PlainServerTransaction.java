package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A request other than INVITE (RFC 3261 §17.2.2): answered once, the answer kept for repetitions until timer J. */
final class PlainServerTransaction implements ServerTransaction {

    private final SipRequest request;
    private final InetSocketAddress answerTo;
    private final SipTransport transport;
    private final Timers timers;
    private final Runnable onTerminated;
    private @Nullable SipResponse answer;

    PlainServerTransaction(
            SipRequest request,
            InetSocketAddress answerTo,
            SipTransport transport,
            Timers timers,
            Runnable onTerminated) {
        this.request = request;
        this.answerTo = answerTo;
        this.transport = transport;
        this.timers = timers;
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
            transport.send(response, answerTo);
            timers.after(Timing.GIVE_UP, onTerminated);
        }
    }

    @Override
    public void repeated(SipRequest again) {
        if (answer != null) {
            transport.send(answer, answerTo);
        }
    }
}
