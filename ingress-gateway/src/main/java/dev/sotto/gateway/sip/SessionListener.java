package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import org.jspecify.annotations.Nullable;

/** What the owner of a session hears about it. */
public interface SessionListener {

    SessionListener NOBODY = new SessionListener() {
        @Override
        public void established(@Nullable String answer) {}

        @Override
        public InviteSession.Reply reoffered(@Nullable String offer) {
            return new InviteSession.Reply.Refused(Status.NOT_ACCEPTABLE_HERE);
        }

        @Override
        public void reanswered(String answer) {}

        @Override
        public void ended(InviteSession.End why) {}
    };

    /** The caller has our 200; {@code answer} is his session description when the offer was ours. */
    void established(@Nullable String answer);

    /** A re-INVITE or an UPDATE: hold, resume, a moved address; without an offer we are asked for ours. */
    InviteSession.Reply reoffered(@Nullable String offer);

    /** The answer to an offer we made in a re-INVITE. */
    void reanswered(String answer);

    /** A key of his telephone that came by signalling; one that comes with the sound is heard elsewhere. */
    default void pressed(KeyPress key) {}

    /** Anything else he asks in the call, such as NOTIFY; the answer carries no body. */
    default Status asked(SipRequest request) {
        return Status.METHOD_NOT_ALLOWED;
    }

    void ended(InviteSession.End why);
}
