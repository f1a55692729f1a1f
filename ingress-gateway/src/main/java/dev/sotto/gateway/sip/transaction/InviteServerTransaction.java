package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE (RFC 3261 §17.2.1 with RFC 6026): a refusal is repeated until it is acknowledged, a 2xx belongs to the
 * dialog and is only shown again to a caller who repeats himself.
 */
public final class InviteServerTransaction implements ServerTransaction {

    private sealed interface State {

        record Proceeding(@Nullable SipResponse latest) implements State {}

        record Accepted(SipResponse answer) implements State {}

        record Refused(SipResponse answer, Timers.Timer repetition) implements State {}

        record Confirmed() implements State {}

        record Terminated() implements State {}
    }

    private final SipRequest request;
    private final Hop answerTo;
    private final Network network;
    private final Runnable onTerminated;
    private Runnable onCancel = () -> {};
    private State state = new State.Proceeding(null);

    InviteServerTransaction(SipRequest request, Hop answerTo, Network network, Runnable onTerminated) {
        this.request = request;
        this.answerTo = answerTo;
        this.network = network;
        this.onTerminated = onTerminated;
    }

    @Override
    public SipRequest request() {
        return request;
    }

    public Hop answerTo() {
        return answerTo;
    }

    public void whenCancelled(Runnable action) {
        onCancel = action;
    }

    /** The caller has changed his mind; after a final answer it is too late and nothing happens. */
    public void cancel() {
        if (state instanceof State.Proceeding) {
            onCancel.run();
        }
    }

    @Override
    public void respond(SipResponse response) {
        if (!(state instanceof State.Proceeding)) {
            return;
        }
        network.transport().send(response, answerTo);
        if (!response.isFinal()) {
            state = new State.Proceeding(response);
        } else if (response.isSuccess()) {
            state = new State.Accepted(response);
            network.timers().after(Timing.GIVE_UP, this::terminate);
        } else {
            Timers.Timer repetition = answerTo.isReliable() ? Timers.Timer.NONE : repeatAfter(Timing.T1, response);
            state = new State.Refused(response, repetition);
            network.timers().after(Timing.GIVE_UP, this::terminate);
        }
    }

    @Override
    public void repeated(SipRequest again) {
        switch (state) {
            case State.Proceeding(var latest)
            when again.is("INVITE") && latest != null -> network.transport().send(latest, answerTo);
            case State.Accepted(var answer)
            when again.is("INVITE") -> network.transport().send(answer, answerTo);
            case State.Refused(var answer, var _)
            when again.is("INVITE") -> network.transport().send(answer, answerTo);
            case State.Refused(var _, var repetition)
            when again.is("ACK") -> {
                repetition.cancel();
                state = new State.Confirmed();
                network.timers().after(answerTo.isReliable() ? Duration.ZERO : Timing.T4, this::terminate);
            }
            case State.Proceeding _, State.Accepted _, State.Refused _, State.Confirmed _, State.Terminated _ -> {}
        }
    }

    /** Whether that is the ACK of our refusal, from somebody who has seen it: its tag cannot be guessed. */
    public boolean isRefusalHeardBy(SipRequest ack) {
        return ack.is("ACK")
                && state instanceof State.Refused(SipResponse answer, var _)
                && Objects.equals(answer.to().tag(), ack.to().tag());
    }

    private Timers.Timer repeatAfter(Duration pause, SipResponse refusal) {
        return network.timers().after(pause, () -> {
            if (state instanceof State.Refused) {
                network.transport().send(refusal, answerTo);
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
