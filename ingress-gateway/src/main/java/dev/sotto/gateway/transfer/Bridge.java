package dev.sotto.gateway.transfer;

import dev.sotto.gateway.call.Caller;
import dev.sotto.gateway.registration.Trunk;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.sdp.Negotiation;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.OutgoingSession;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.schemas.reply.SpokenSummary;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A human is called for a caller, hears what was said so far, and is joined with him: the gateway stays between the two
 * and carries their sound. Lives on the thread of signalling; the sound is {@link HumanLine}'s, on the media loop.
 */
final class Bridge implements OutgoingSession.Listener {

    private static final Logger log = LoggerFactory.getLogger(Bridge.class);

    /** Six rings: whoever has not answered by then has no hand free. */
    static final Duration RINGING_AT_MOST = Duration.ofSeconds(30);

    /** A server that is there says 100 at once; its INVITE was then sent four times. */
    static final Duration SILENT_AT_MOST = Duration.ofSeconds(4);

    private static final Duration WATCH = Duration.ofSeconds(5);

    private enum State {
        CALLING,
        BRIEFING,
        JOINED,
        OVER
    }

    private final Caller caller;
    private final Human human;
    private final @Nullable SpokenSummary summary;
    private final Bridging means;
    private State state = State.CALLING;
    private Timers.Timer timer = Timers.Timer.NONE;
    private @Nullable HumanLine line;
    private @Nullable Negotiation negotiation;
    private @Nullable OutgoingSession session;
    private @Nullable InetAddress humansAddress;

    private Timers.Timer impatience = Timers.Timer.NONE;
    private BooleanSupplier elsewhere = () -> false;

    Bridge(Caller caller, Human human, @Nullable SpokenSummary summary, Bridging means) {
        this.caller = caller;
        this.human = human;
        this.summary = summary;
        this.means = means;
    }

    void begin() {
        caller.whenGone(() -> over("gone", Headers.NONE));
        means.way(caller.identity().restaurantId(), human)
                .zipWith(means.ports().openOn(caller.mediaLoop()))
                .publishOn(means.onLoop())
                .subscribe(
                        opened -> call(opened.getT1(), opened.getT2()),
                        failure -> failed(String.valueOf(failure.getMessage())));
    }

    private void call(Trunk trunk, RtpSession rtp) {
        if (state == State.OVER) {
            rtp.close();
            return;
        }
        HumanLine opened = new HumanLine(rtp, caller.identity().sampleRateHz());
        line = opened;
        onMedia(opened::open);
        caller.talkWith(opened);
        timer = means.timers().after(RINGING_AT_MOST, () -> failed("nobody answered"));
        invite(trunk, rtp.port());
    }

    private void invite(Trunk trunk, int rtpPort) {
        Negotiation offering =
                new Negotiation(means.terms(), trunk.hop().address().getAddress(), rtpPort, System.currentTimeMillis());
        negotiation = offering;
        var invite = Invites.to(human, trunk, caller, means.agent().client(), offering.offer());
        OutgoingSession calling =
                OutgoingSession.call(means.agent(), invite, trunk.hop(), trunk.authentication(), this);
        session = calling;
        elsewhere = () -> invite(trunk, rtpPort, calling);
        impatience = means.timers().after(SILENT_AT_MOST, () -> {
            if (state == State.CALLING && !calling.isHeardOf() && trunk.elsewhere() != null) {
                unreachable("no answer");
            }
        });
    }

    /** Calls him by the next server of his, for that one is of no use; false when there is none. */
    private boolean invite(Trunk silent, int rtpPort, OutgoingSession calling) {
        means.trunks().passOver(silent.hop());
        Trunk other = silent.elsewhere();
        if (other == null) {
            return false;
        }
        calling.hangUp(Headers.NONE);
        invite(other, rtpPort);
        return true;
    }

    @Override
    public void unreachable(String why) {
        impatience.cancel();
        if (state == State.CALLING && !elsewhere.getAsBoolean()) {
            failed(why);
        }
    }

    @Override
    public boolean answered(String sdp, InetAddress source) {
        humansAddress = source;
        timer.cancel();
        if (negotiation == null
                || !(negotiation.accept(sdp, source) instanceof Negotiation.Outcome.Agreed agreed)
                || line == null) {
            return false;
        }
        HumanLine opened = line;
        state = State.BRIEFING;
        onMedia(() -> {
            opened.agree(agreed.agreement());
            opened.brief(summary, () -> means.loop().execute(this::join));
        });
        return true;
    }

    private void join() {
        HumanLine opened = line;
        if (state == State.BRIEFING && opened != null) {
            state = State.JOINED;
            onMedia(opened::join);
            means.meters().came("bridged");
            caller.handedOver(human.masked(), true);
            watch();
        }
    }

    private void watch() {
        timer = means.timers().after(WATCH, () -> {
            HumanLine opened = line;
            if (opened != null) {
                onMedia(() -> watch(opened.silentNanos(System.nanoTime())));
            }
        });
    }

    private void watch(long silentNanos) {
        means.loop().execute(() -> {
            if (state == State.JOINED && silentNanos > means.patience().toNanos()) {
                log.info(
                        "Call {}: nothing comes from the human any more",
                        caller.identity().callId());
                endAsTakenOver();
            } else if (state == State.JOINED) {
                watch();
            }
        });
    }

    @Override
    public InviteSession.Reply reoffered(@Nullable String offer) {
        HumanLine opened = line;
        if (negotiation == null || opened == null || humansAddress == null) {
            return new InviteSession.Reply.Refused(Status.NOT_ACCEPTABLE_HERE);
        }
        if (offer == null) {
            return new InviteSession.Reply.Accepted(negotiation.offer());
        }
        return switch (negotiation.answer(offer, humansAddress)) {
            case Negotiation.Outcome.Agreed agreed -> {
                onMedia(() -> opened.agree(agreed.agreement()));
                yield new InviteSession.Reply.Accepted(agreed.ours());
            }
            case Negotiation.Outcome.NotAgreed _ -> new InviteSession.Reply.Refused(Status.NOT_ACCEPTABLE_HERE);
        };
    }

    @Override
    public void failed(String why) {
        if (state != State.OVER) {
            over("bridge-failed", Headers.NONE);
            caller.talkWith(null);
            caller.notHandedOver(human.name(), why);
        }
    }

    @Override
    public void hungUp() {
        if (state == State.JOINED) {
            endAsTakenOver();
        } else {
            failed("the human hung up before he was connected");
        }
    }

    private void endAsTakenOver() {
        over("", Headers.NONE);
        caller.letGo();
    }

    private void over(String outcome, Headers reason) {
        if (state == State.OVER) {
            return;
        }
        if (state != State.JOINED) {
            means.meters().came(outcome);
        }
        state = State.OVER;
        timer.cancel();
        impatience.cancel();
        if (session != null) {
            session.hangUp(reason);
        }
        HumanLine opened = line;
        if (opened != null) {
            onMedia(opened::close);
        }
    }

    private void onMedia(Runnable work) {
        caller.mediaLoop().thread().execute(work);
    }
}
