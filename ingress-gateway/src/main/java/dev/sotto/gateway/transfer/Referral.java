package dev.sotto.gateway.transfer;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transaction.Answered;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A REFER of ours (RFC 3515): the other end is asked to call somebody else, says that it will (202) and then, in
 * NOTIFYs that carry a piece of the answer it got, how that goes. A NOTIFY may overtake the 202.
 */
final class Referral implements Answered {

    /** What becomes of it; exactly one of the last three is told, and nothing after it. */
    interface Listener {

        /** He tries. */
        void taken();

        void succeeded();

        /** He tried, and it came to nothing. */
        void failed(String why);

        /** He will not try, and another way may be found. */
        void refused(String why);
    }

    private enum State {
        ASKED,
        TAKEN,
        OVER
    }

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})[ \\r\\n].*", Pattern.DOTALL);

    private final Listener listener;
    private State state = State.ASKED;

    Referral(Listener listener) {
        this.listener = listener;
    }

    /** True while he has said that he will and not yet how it went. */
    boolean isTaken() {
        return state == State.TAKEN;
    }

    /** Nothing is told any more. */
    void forget() {
        state = State.OVER;
    }

    @Override
    public void answered(SipResponse response) {
        if (response.isSuccess()) {
            take();
        } else if (state == State.ASKED) {
            state = State.OVER;
            listener.refused(response.status() + " " + response.reason());
        }
    }

    @Override
    public void unanswered(Silence why) {
        if (state == State.ASKED) {
            state = State.OVER;
            listener.refused("no answer to REFER");
        }
    }

    private void take() {
        if (state == State.ASKED) {
            state = State.TAKEN;
            listener.taken();
        }
    }

    /** False when the NOTIFY is none of ours. */
    boolean notified(SipRequest notify) {
        String event = notify.headers().first("Event");
        if (state == State.OVER
                || event == null
                || !event.toLowerCase(Locale.ROOT).strip().startsWith("refer")) {
            return false;
        }
        take();
        int status = status(notify.body());
        String subscription = String.valueOf(notify.headers().first("Subscription-State"));
        if (status >= 200) {
            end(status < 300, "the human's phone answered " + status);
        } else if (subscription.toLowerCase(Locale.ROOT).strip().startsWith("terminated")) {
            end(false, "the caller's phone tells nothing more");
        }
        return true;
    }

    private void end(boolean success, String why) {
        state = State.OVER;
        if (success) {
            listener.succeeded();
        } else {
            listener.failed(why);
        }
    }

    /** The first line of a sipfrag (RFC 3420); 100 when it cannot be read, which says nothing yet. */
    private static int status(String sipfrag) {
        Matcher line = STATUS.matcher(sipfrag.stripLeading() + "\n");
        return line.matches() ? Integer.parseInt(line.group(1)) : 100;
    }
}
