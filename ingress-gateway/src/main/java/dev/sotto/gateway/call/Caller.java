package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.rtp.MediaLoop;
import dev.sotto.gateway.sip.InviteSession;
import dev.sotto.gateway.sip.message.SipRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A caller in the hand of a {@link Handover}. Its methods are called on the thread of signalling. */
public interface Caller {

    CallIdentity identity();

    /** His signalling; it may be over. */
    InviteSession session();

    /** Where his sound happens; another line that is to be joined with his must be opened there. */
    MediaLoop mediaLoop();

    /** He hears this partner and is heard by it, instead of us; null gives him back to us. */
    void talkWith(@Nullable Partner partner);

    /** What his phone asks in the call and no one else answers; true when it was meant for this listener. */
    void whenAsked(Predicate<SipRequest> listener);

    /** Runs when he is gone, whatever the reason; at once when he is. */
    void whenGone(Runnable then);

    /** Somebody took him over: by his own phone, which then has no more to do with us, or through this gateway. */
    void handedOver(String target, boolean bridged);

    /** Nobody took him over, and we go on with him. */
    void notHandedOver(String target, String why);

    /** His line to us is ended because another has taken him over. */
    void letGo();
}
