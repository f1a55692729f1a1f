package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transaction.Answered;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** One sign of life of ours: an UPDATE, or a re-INVITE that changes nothing for peers without UPDATE. */
final class SessionRefresh implements Answered {

    private final SipClient client;
    private final Dialog dialog;
    private final SessionTimer timer;
    private final Timers timers;
    private final Headers ours;
    private final String description;
    private final Runnable onGone;
    private boolean byUpdate;
    private boolean pending;
    private long invited;

    /**
     * @param ours Contact and Allow as in every request of ours that may move us
     * @param description the session as last described by us, sent again unchanged
     * @param onGone the other end does not know the session any more, or does not answer
     */
    SessionRefresh(
            SipUserAgent agent,
            Dialog dialog,
            SessionTimer timer,
            boolean byUpdate,
            Headers ours,
            String description,
            Runnable onGone) {
        this.client = agent.client();
        this.timers = agent.timers();
        this.dialog = dialog;
        this.timer = timer;
        this.byUpdate = byUpdate;
        this.ours = ours;
        this.description = description;
        this.onGone = onGone;
    }

    SessionRefresh send() {
        pending = true;
        Headers headers = ours.and("Supported", Answers.SUPPORTED).and(timer.proposal());
        if (byUpdate) {
            client.ask(dialog.request("UPDATE", headers, ""), dialog.destination(), this);
        } else {
            SipRequest invite = dialog.request("INVITE", headers.and("Content-Type", "application/sdp"), description);
            invited = invite.cseq().number();
            client.invite(invite, dialog.destination(), Authentication.NONE, this);
        }
        return this;
    }

    /** While it is, an offer of the other end crosses ours (RFC 3261 §14.2). */
    boolean offersSomething() {
        return pending && !byUpdate;
    }

    @Override
    public void answered(SipResponse response) {
        pending = false;
        int status = response.status();
        if (response.isSuccess()) {
            dialog.retarget(response);
            timer.refreshed(response);
            if (!byUpdate) {
                client.acknowledge(dialog.acknowledgement(invited, Headers.NONE, ""), dialog.destination());
            }
        } else if (status == 422) {
            timer.lengthen(response);
            send();
        } else if (status == 491 || status == 500) {
            // RFC 3261 §14.1: whoever did not choose the Call-ID waits up to two seconds.
            timers.after(Duration.ofMillis(ThreadLocalRandom.current().nextInt(100, 2_000)), this::send);
        } else if (status == 481 || status == 408) {
            onGone.run();
        } else if (byUpdate) {
            byUpdate = false;
            send();
        }
    }

    @Override
    public void unanswered(Silence why) {
        pending = false;
        onGone.run();
    }
}
