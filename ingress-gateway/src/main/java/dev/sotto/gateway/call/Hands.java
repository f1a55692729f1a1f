package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallEvents;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.rtp.MediaLoop;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.schemas.call.CallTransferred;
import dev.sotto.schemas.call.EndReason;
import dev.sotto.schemas.call.TransferFailed;
import dev.sotto.schemas.reply.Transfer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In whose hands a caller is: ours, until a {@link Handover} has given him to somebody else. One attempt at a time. */
final class Hands implements Caller {

    private static final Logger log = LoggerFactory.getLogger(Hands.class);

    private final Call call;
    private final InviteSession session;
    private final CallAudio audio;
    private final CallEvents events;
    private boolean changing;
    private boolean handedOver;
    private Predicate<SipRequest> onAsked = request -> false;
    private Runnable onGone = () -> {};

    Hands(Call call, InviteSession session, CallAudio audio, CallEvents events) {
        this.call = call;
        this.session = session;
        this.audio = audio;
        this.events = events;
    }

    void change(Transfer wish, Handover handover) {
        if (!changing) {
            changing = true;
            audio.onceSilent(() -> handover.begin(this, wish));
        }
    }

    boolean areOthers() {
        return handedOver;
    }

    Status asked(SipRequest request) {
        if (onAsked.test(request)) {
            return Status.OK;
        }
        // Of a transfer nobody began (RFC 6665 §4.1.3).
        return request.is("NOTIFY") ? Status.NO_SUCH_CALL : Status.METHOD_NOT_ALLOWED;
    }

    void gone() {
        onGone.run();
    }

    @Override
    public CallIdentity identity() {
        return call.identity();
    }

    @Override
    public InviteSession session() {
        return session;
    }

    @Override
    public MediaLoop mediaLoop() {
        return audio.loop();
    }

    @Override
    public void talkWith(@Nullable Partner partner) {
        audio.talkWith(partner);
    }

    @Override
    public void whenAsked(Predicate<SipRequest> listener) {
        onAsked = listener;
    }

    @Override
    public void whenGone(Runnable then) {
        onGone = then;
    }

    @Override
    public void handedOver(String target, boolean bridged) {
        handedOver = true;
        events.append(new CallTransferred(target, bridged));
        log.info("Call {} is handed over to {}", identity().callId(), target);
    }

    @Override
    public void notHandedOver(String target, String why) {
        changing = false;
        onGone = () -> {};
        events.append(new TransferFailed(target, why));
        log.info("Call {} is not handed over to {}: {}", identity().callId(), target, why);
    }

    @Override
    public void letGo() {
        call.hangUpNow(EndReason.TRANSFERRED);
    }
}
