package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transaction.InviteServerTransaction;
import dev.sotto.gateway.sip.transaction.Timers;
import dev.sotto.gateway.sip.transaction.Timing;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A 1xx that must not get lost: repeated until its PRACK comes (RFC 3262). */
final class ReliableRinging {

    /** Any start will do, and the first of a call is the only one it has. */
    private static final String SEQUENCE = "1";

    private static final Headers RELIABLE =
            Headers.NONE.and("Require", "100rel").and("RSeq", SEQUENCE);

    private final SipResponse ringing;
    private final Consumer<SipResponse> send;
    private final Timers timers;
    private final Timers.Timer giveUp;
    private Timers.Timer repetition;
    private boolean heard;

    /** Rings as the caller asked for it; null when nothing has to be heard. */
    static @Nullable ReliableRinging ring(
            InviteServerTransaction invite, SessionAnswers answers, Timers timers, Runnable onNeverHeard) {
        SipRequest request = invite.request();
        boolean reliably = request.headers().tokens("Require").contains("100rel");
        if (!reliably) {
            invite.respond(answers.of(request, Status.RINGING, Headers.NONE, ""));
        } else if (request.offer() != null) {
            // Without an offer the first reliable answer would have to bring ours; then there is only the 200.
            SipResponse ringing = answers.of(request, Status.RINGING, RELIABLE, "");
            invite.respond(ringing);
            return new ReliableRinging(ringing, invite::respond, timers, onNeverHeard);
        }
        return null;
    }

    private ReliableRinging(SipResponse ringing, Consumer<SipResponse> send, Timers timers, Runnable onNeverHeard) {
        this.ringing = ringing;
        this.send = send;
        this.timers = timers;
        this.repetition = repeatAfter(Timing.T1);
        this.giveUp = timers.after(Timing.GIVE_UP, onNeverHeard);
    }

    private Timers.Timer repeatAfter(Duration pause) {
        return timers.after(pause, () -> {
            send.accept(ringing);
            repetition = repeatAfter(pause.multipliedBy(2));
        });
    }

    /** True for the PRACK of this 1xx, the first time it comes. */
    boolean isHeardBy(SipRequest prack) {
        String rack = prack.headers().first("RAck");
        boolean mine =
                !heard && rack != null && rack.strip().replaceAll("\\s+", " ").equals(SEQUENCE + " " + ringing.cseq());
        if (mine) {
            heard = true;
            stop();
        }
        return mine;
    }

    void stop() {
        repetition.cancel();
        giveUp.cancel();
    }
}
