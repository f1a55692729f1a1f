package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Parameters;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transaction.Timers;
import java.time.Duration;

/**
 * A peer that vanished without a BYE would hold its line for ever: both ends agree on an interval and on who shows signs
 * of life within it (RFC 4028).
 */
final class SessionTimer {

    /** RFC 4028 §4: what we agree to when it is up to us. */
    static final int USUAL_SECONDS = 1800;

    /** RFC 4028 §5: less would be mostly signalling. */
    static final int LEAST_SECONDS = 90;

    /** RFC 4028 §10: the end comes this much before the interval is over, or a third of it. */
    private static final int GRACE_SECONDS = 32;

    private final Timers timers;
    private final Runnable refresh;
    private final Runnable expired;
    private Timers.Timer running = Timers.Timer.NONE;
    private int seconds = USUAL_SECONDS;
    private int leastSeconds = LEAST_SECONDS;

    SessionTimer(Timers timers, Runnable refresh, Runnable expired) {
        this.timers = timers;
        this.refresh = refresh;
        this.expired = expired;
    }

    /** A sender who knows of timers is told our minimum; another could do nothing about it. */
    static boolean isTooBrief(SipRequest request) {
        int asked = seconds(request, "Session-Expires");
        return asked >= 0 && asked < LEAST_SECONDS && isSupportedBy(request);
    }

    private static boolean isSupportedBy(SipMessage message) {
        return message.headers().tokens("Supported").contains("timer")
                || message.headers().tokens("Require").contains("timer");
    }

    /** −1 when the header is missing or no number. */
    private static int seconds(SipMessage message, String header) {
        String value = message.headers().first(header);
        String digits = value == null ? "" : value.split(";", 2)[0].strip();
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private static String refresher(SipMessage message) {
        String value = message.headers().first("Session-Expires");
        int semicolon = value == null ? -1 : value.indexOf(';');
        if (value == null || semicolon < 0) {
            return "";
        }
        return Parameters.lenient(value.substring(semicolon)).getOrEmpty("refresher");
    }

    /** Agrees with the INVITE or UPDATE of the other end; gives what our 2xx says about it. */
    Headers agreed(SipRequest request) {
        int asked = seconds(request, "Session-Expires");
        boolean theyKnow = isSupportedBy(request);
        if (asked < 0 && !theyKnow) {
            running.cancel();
            return Headers.NONE;
        }
        leastSeconds = Math.max(LEAST_SECONDS, seconds(request, "Min-SE"));
        seconds = Math.max(leastSeconds, asked < 0 ? USUAL_SECONDS : asked);
        boolean weRefresh = !theyKnow || refresher(request).equals("uas");
        start(weRefresh);
        Headers terms = Headers.NONE.and("Session-Expires", seconds + ";refresher=" + (weRefresh ? "uas" : "uac"));
        return theyKnow ? terms.and("Require", "timer") : terms;
    }

    /** What a refresh of ours proposes. */
    Headers proposal() {
        return Headers.NONE
                .and("Session-Expires", seconds + ";refresher=uac")
                .and("Min-SE", Integer.toString(leastSeconds));
    }

    /** Our refresh was answered. */
    void refreshed(SipResponse ok) {
        int theirs = seconds(ok, "Session-Expires");
        seconds = theirs < 0 ? seconds : Math.max(LEAST_SECONDS, theirs);
        start(!refresher(ok).equals("uas"));
    }

    /** Our refresh was too soon for somebody on the way: 422 says what he wants. */
    void lengthen(SipResponse tooBrief) {
        leastSeconds = Math.max(leastSeconds, seconds(tooBrief, "Min-SE"));
        seconds = Math.max(seconds, leastSeconds);
    }

    private void start(boolean weRefresh) {
        running.cancel();
        int untilOver = seconds - Math.min(GRACE_SECONDS, seconds / 3);
        running = weRefresh
                ? timers.after(Duration.ofSeconds(seconds / 2), () -> {
                    running = timers.after(Duration.ofSeconds(untilOver - seconds / 2), expired);
                    refresh.run();
                })
                : timers.after(Duration.ofSeconds(untilOver), expired);
    }

    void stop() {
        running.cancel();
    }
}
