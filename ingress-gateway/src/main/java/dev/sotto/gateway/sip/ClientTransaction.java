package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A request of ours other than INVITE (RFC 3261 §17.1.2), repeated until it is answered or timer F gives up. */
final class ClientTransaction {

    private final SipRequest request;
    private final InetSocketAddress to;
    private final SipTransport transport;
    private final Timers timers;
    private final Runnable onDone;
    private final Timers.Timer giveUp;
    private Timers.Timer repetition = Timers.Timer.NONE;
    private boolean done;

    ClientTransaction(
            SipRequest request, InetSocketAddress to, SipTransport transport, Timers timers, Runnable onDone) {
        this.request = request;
        this.to = to;
        this.transport = transport;
        this.timers = timers;
        this.onDone = onDone;
        this.giveUp = timers.after(Timing.GIVE_UP, this::finish);
        sendAgainAfter(Timing.T1);
    }

    private void sendAgainAfter(Duration pause) {
        transport.send(request, to);
        repetition = timers.after(pause, () -> sendAgainAfter(Timing.twice(pause)));
    }

    void answered(SipResponse response) {
        if (response.isFinal()) {
            finish();
        }
    }

    private void finish() {
        if (!done) {
            done = true;
            repetition.cancel();
            giveUp.cancel();
            onDone.run();
        }
    }
}
