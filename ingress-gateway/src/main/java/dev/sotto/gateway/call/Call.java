package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallEvents;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.sdp.Negotiation;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.KeyPress;
import dev.sotto.gateway.sip.SessionListener;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.schemas.call.CallAnswered;
import dev.sotto.schemas.call.CallEnded;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallResumed;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.call.DtmfMethod;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.reply.Transfer;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** One caller: his signalling and his sound, from the first INVITE to the last record. Lives on the event loop. */
final class Call implements LiveCall, SessionListener {

    private static final Logger log = LoggerFactory.getLogger(Call.class);

    /** The last words are still in the phone's jitter buffer when we have sent them. */
    private static final Duration LAST_WORDS = Duration.ofMillis(250);

    private sealed interface State {

        record Arriving() implements State {}

        record Talking(long sinceNanos, boolean held) implements State {}

        record Over() implements State {}
    }

    private final InviteSession session;
    private final Negotiation negotiation;
    private final CallAudio audio;
    private final CallEvents events;
    private final Hands hands;
    private final Exchange exchange;
    private volatile CallIdentity identity;
    private State state = new State.Arriving();
    private EndReason endReason = EndReason.COMPLETED;
    private String codec = "";
    private Runnable onAnswered = () -> {};

    Call(CallIdentity identity, InviteSession session, RtpSession rtp, Exchange exchange) {
        this.identity = identity;
        this.session = session;
        this.exchange = exchange;
        this.events = new CallEvents(identity, exchange.log(), exchange.meters());
        this.negotiation = new Negotiation(
                exchange.terms(), session.source().getAddress(), rtp.port(), System.currentTimeMillis());
        this.audio = new CallAudio(identity, rtp, exchange, events, () -> hangUpNow(EndReason.MEDIA_LOST));
        this.hands = new Hands(this, session, audio, events);
    }

    /** From here on the call hears when its caller goes away. */
    void open() {
        exchange.calls().add(this);
        session.listen(this);
    }

    @Override
    public CallIdentity identity() {
        return identity;
    }

    /** Completes when the log knows that the call is there. */
    Mono<Void> announce(CallStarted started) {
        return exchange.log().append(identity.event(started), identity.trace());
    }

    /** Agrees on the sound and takes the call, or refuses it saying why. */
    void answer() {
        if (session.isOver()) {
            return;
        }
        String offer = session.request().offer();
        if (offer == null) {
            session.accept(negotiation.offer());
            return;
        }
        switch (negotiation.answer(offer, sipSource())) {
            case Negotiation.Outcome.Agreed agreed -> {
                agree(agreed);
                session.accept(agreed.ours());
            }
            case Negotiation.Outcome.NotAgreed(String why) -> refuse(Status.NOT_ACCEPTABLE_HERE.because(sentence(why)));
        }
    }

    private void refuse(Status status) {
        endReason = EndReason.FAILED;
        exchange.meters().callRefused(Integer.toString(status.code()));
        session.refuse(status);
    }

    /** Turns the caller away because the log does not know of him. */
    void refuseUnrecorded() {
        endReason = EndReason.FAILED;
        session.refuse(Status.UNAVAILABLE.because("Calls Cannot Be Recorded Now"), Exchange.RETRY_AFTER_SECONDS);
    }

    private void agree(Negotiation.Outcome.Agreed agreed) {
        if (codec.isEmpty()) {
            // The first codec settles the rate of the stream; a later one is converted to it.
            identity = identity.at(agreed.agreement().codec().sampleRateHz());
        }
        codec = agreed.agreement().codec().encodingName();
        audio.agree(agreed.agreement());
        boolean held = agreed.held();
        if (state instanceof State.Talking(long since, boolean before) && before != held) {
            state = new State.Talking(since, held);
            events.append(held ? new CallHeld() : new CallResumed());
        }
    }

    @Override
    public void established(@Nullable String answer) {
        if (session.request().offer() == null && !agreeOn(answer)) {
            hangUpNow(EndReason.FAILED);
            return;
        }
        state = new State.Talking(System.nanoTime(), false);
        audio.start();
        events.append(new CallAnswered(codec));
        log.info("Call {} for {} is answered with {}", identity.callId(), identity.restaurantId(), codec);
        onAnswered.run();
    }

    private boolean agreeOn(@Nullable String answer) {
        if (answer != null && negotiation.accept(answer, sipSource()) instanceof Negotiation.Outcome.Agreed agreed) {
            agree(agreed);
            return true;
        }
        return false;
    }

    @Override
    public InviteSession.Reply reoffered(@Nullable String offer) {
        if (offer == null) {
            return new InviteSession.Reply.Accepted(negotiation.offer());
        }
        return switch (negotiation.answer(offer, sipSource())) {
            case Negotiation.Outcome.Agreed agreed -> {
                agree(agreed);
                yield new InviteSession.Reply.Accepted(agreed.ours());
            }
            case Negotiation.Outcome.NotAgreed(String why) ->
                new InviteSession.Reply.Refused(Status.NOT_ACCEPTABLE_HERE.because(sentence(why)));
        };
    }

    @Override
    public void reanswered(String answer) {
        agreeOn(answer);
    }

    @Override
    public void pressed(KeyPress key) {
        audio.pressed(String.valueOf(key.key()), DtmfMethod.INFO);
    }

    @Override
    public void play(Speaker.Sentence sentence) {
        audio.play(sentence);
    }

    @Override
    public void stopPlaying() {
        audio.stop();
    }

    @Override
    public void pausePlaying() {
        audio.pause();
    }

    @Override
    public void resumePlaying() {
        audio.resume();
    }

    @Override
    public void hangUpAfterPlaying(String reason) {
        log.info("Call {} is to be ended: {}", identity.callId(), reason);
        audio.onceSilent(() -> exchange.timers().after(LAST_WORDS, () -> hangUpNow(EndReason.COMPLETED)));
    }

    /** Runs when the caller can hear us. */
    void whenAnswered(Runnable then) {
        onAnswered = then;
    }

    boolean isAnswered() {
        return state instanceof State.Talking;
    }

    /** His waiting is over: from now on he is a caller like any other. */
    void letIn() {
        hands.whenGone(() -> {});
        if (!session.isOver()) {
            exchange.calls().add(this);
            events.append(new CallAnswered(codec));
            audio.talkWith(null);
        }
    }

    @Override
    public void transfer(Transfer wish, Handover handover) {
        hands.change(wish, handover);
    }

    Hands hands() {
        return hands;
    }

    @Override
    public Status asked(SipRequest request) {
        return hands.asked(request);
    }

    @Override
    public void show(String notice) {
        // A telephone has no screen.
    }

    @Override
    public void hangUpNow(EndReason why) {
        if (!session.isOver()) {
            endReason = why;
            session.hangUp(Goodbye.because(why));
        }
    }

    @Override
    public void ended(InviteSession.End why) {
        long talkedMillis =
                state instanceof State.Talking(long since, boolean _) ? (System.nanoTime() - since) / 1_000_000 : 0;
        if (state instanceof State.Over) {
            return;
        }
        state = new State.Over();
        hands.gone();
        EndReason reason = reasonOf(why);
        audio.end(() -> events.append(new CallEnded(reason, talkedMillis)));
        exchange.calls().remove(this);
        exchange.meters().callEnded(reason.name());
        log.info("Call {} ended after {} ms: {}", identity.callId(), talkedMillis, reason);
    }

    private EndReason reasonOf(InviteSession.End why) {
        return switch (why) {
            // Handed over, he hangs up on us because he talks with somebody else.
            case CALLER_HUNG_UP -> hands.areOthers() ? EndReason.TRANSFERRED : EndReason.CALLER_HUNG_UP;
            case CALLER_CANCELLED -> EndReason.CANCELLED;
            case NEVER_ACKNOWLEDGED, EXPIRED -> EndReason.FAILED;
            case REFUSED, HUNG_UP -> endReason;
        };
    }

    private InetAddress sipSource() {
        return session.source().getAddress();
    }

    private static String sentence(String why) {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1);
    }
}
