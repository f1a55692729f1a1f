package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE (RFC 3261 §17.2.1 with RFC 6026): a refusal is repeated until it is acknowledged, a 2xx belongs to the
 * dialog and is only shown again to a caller who repeats himself.
 */
final class InviteServerTransaction implements ServerTransaction {

    private sealed interface State {

        record Proceeding(@Nullable SipResponse latest) implements State {}

        record Accepted(SipResponse answer) implements State {}

        record Refused(SipResponse answer, Timers.Timer repetition) implements State {}

        record Confirmed() implements State {}

        record Terminated() implements State {}
    }

    private final SipRequest request;
    private final InetSocketAddress answerTo;
    private final SipTransport transport;
    private final Timers timers;
    private final Runnable onTerminated;
    private State state = new State.Proceeding(null);

    InviteServerTransaction(
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

    InetSocketAddress answerTo() {
        return answerTo;
    }

    boolean isProceeding() {
        return state instanceof State.Proceeding;
    }

    @Override
    public void respond(SipResponse response) {
        if (!(state instanceof State.Proceeding)) {
            return;
        }
        transport.send(response, answerTo);
        if (!response.isFinal()) {
            state = new State.Proceeding(response);
        } else if (response.isSuccess()) {
            state = new State.Accepted(response);
            timers.after(Timing.GIVE_UP, this::terminate);
        } else {
            state = new State.Refused(response, repeatAfter(Timing.T1, response));
            timers.after(Timing.GIVE_UP, this::terminate);
        }
    }

    @Override
    public void repeated(SipRequest again) {
        switch (state) {
            case State.Proceeding(var latest)
            when again.is("INVITE") && latest != null -> transport.send(latest, answerTo);
            case State.Accepted(var answer) when again.is("INVITE") -> transport.send(answer, answerTo);
            case State.Refused(var answer, var _) when again.is("INVITE") -> transport.send(answer, answerTo);
            case State.Refused(var _, var repetition)
            when again.is("ACK") -> {
                repetition.cancel();
                state = new State.Confirmed();
                timers.after(Timing.T4, this::terminate);
            }
            case State.Proceeding _, State.Accepted _, State.Refused _, State.Confirmed _, State.Terminated _ -> {}
        }
    }

    private Timers.Timer repeatAfter(Duration pause, SipResponse refusal) {
        return timers.after(pause, () -> {
            if (state instanceof State.Refused) {
                transport.send(refusal, answerTo);
                state = new State.Refused(refusal, repeatAfter(Timing.twice(pause), refusal));
            }
        });
    }

    private void terminate() {
        if (!(state instanceof State.Terminated)) {
            state = new State.Terminated();
            onTerminated.run();
        }
    }
}
