package dev.sotto.gateway.sip.transaction;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A request is said again until its other end shows that it came, unless what carries it loses nothing, and is given up
 * when nothing ever comes back.
 */
final class Persistence {

    private final SipRequest request;
    private final Hop to;
    private final Network network;
    private final Consumer<Answered.Silence> onSilence;
    private Timers.Timer giveUp = Timers.Timer.NONE;
    private Timers.Timer repetition = Timers.Timer.NONE;

    Persistence(SipRequest request, Hop to, Network network, Consumer<Answered.Silence> onSilence) {
        this.request = request;
        this.to = to;
        this.network = network;
        this.onSilence = onSilence;
    }

    /** @param longer the pause that follows one of that length */
    void start(UnaryOperator<Duration> longer) {
        waitAfresh();
        say(Timing.T1, longer);
    }

    private void say(Duration pause, UnaryOperator<Duration> longer) {
        // Set before it is sent: who cannot be reached is told at once, and stops it.
        repetition = to.isReliable()
                ? Timers.Timer.NONE
                : network.timers().after(pause, () -> say(longer.apply(pause), longer));
        network.transport().send(request, to, () -> onSilence.accept(Answered.Silence.UNREACHABLE));
    }

    /** From now on the other end has the usual time to say something. */
    void waitAfresh() {
        giveUp.cancel();
        giveUp = network.timers().after(Timing.GIVE_UP, () -> onSilence.accept(Answered.Silence.TIMED_OUT));
    }

    void stop() {
        repetition.cancel();
        giveUp.cancel();
    }
}
