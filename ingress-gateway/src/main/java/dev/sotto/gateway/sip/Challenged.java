package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transaction.Answered;

/** Listens for the question who we are and answers it; everything else is passed on. */
record Challenged(SipRequest request, Authentication authentication, Again again, Answered listener, int left)
        implements Answered {

    /** A stale nonce costs one more round than a first challenge; beyond that the secret is wrong. */
    static final int MAX_CHALLENGES = 2;

    /** Sends a request in place of one that was refused. */
    interface Again {

        void send(SipRequest request, Answered listener);
    }

    @Override
    public void progressed(SipResponse provisional) {
        listener.progressed(provisional);
    }

    @Override
    public void answered(SipResponse response) {
        boolean asked = response.status() == 401 || response.status() == 407;
        SipRequest proven = asked && left > 0 ? authentication.answered(request, response) : null;
        if (proven == null) {
            listener.answered(response);
        } else {
            again.send(proven, new Challenged(proven, authentication, again, listener, left - 1));
        }
    }

    @Override
    public void unanswered(Silence why) {
        listener.unanswered(why);
    }
}
