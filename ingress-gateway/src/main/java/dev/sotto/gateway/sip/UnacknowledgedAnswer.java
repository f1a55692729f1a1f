package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.gateway.sip.transaction.Timing;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.time.Duration;

/**
 * A 2xx to an INVITE has no transaction to carry it: it is repeated here until its ACK comes (RFC 3261
 * §13.3.1.4). Over a stream that is only needed when there are hops behind it that may lose it.
 */
final class UnacknowledgedAnswer {

    private final SipResponse answer;
    private final Hop to;
    private final SipTransport transport;
    private final Timers timers;
    private final Timers.Timer giveUp;
    private Timers.Timer repetition;

    UnacknowledgedAnswer(SipResponse answer, Hop to, SipTransport transport, Timers timers, Runnable onNeverHeard) {
        this.answer = answer;
        this.to = to;
        this.transport = transport;
        this.timers = timers;
        boolean mayGetLost = !to.isReliable() || answer.headers().tokens("Via").size() > 1;
        this.repetition = mayGetLost ? repeatAfter(Timing.T1) : Timers.Timer.NONE;
        this.giveUp = timers.after(Timing.GIVE_UP, () -> {
            cancel();
            onNeverHeard.run();
        });
    }

    private Timers.Timer repeatAfter(Duration pause) {
        return timers.after(pause, () -> {
            transport.send(answer, to);
            repetition = repeatAfter(Timing.twice(pause));
        });
    }

    boolean isAcknowledgedBy(SipRequest ack) {
        return ack.cseq().number() == answer.cseq().number();
    }

    void cancel() {
        repetition.cancel();
        giveUp.cancel();
    }
}
