package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.schemas.call.EndReason;

/** Tells the other end's operator why we hang up (RFC 3326), so that his call records say more than "BYE". */
final class Goodbye {

    private Goodbye() {}

    static Headers because(EndReason why) {
        return switch (why) {
            case COMPLETED, CALLER_HUNG_UP, CANCELLED -> reason(16, "Normal call clearing");
            case TRANSFERRED -> reason(16, "Handed over");
            case MEDIA_LOST -> reason(27, "Nothing heard from the caller");
            case SHUTDOWN -> reason(41, "The gateway stops");
            case FAILED -> reason(127, "Interworking");
        };
    }

    /** Cause values of ITU-T Q.850. */
    private static Headers reason(int cause, String text) {
        return Headers.NONE.and("Reason", "Q.850;cause=" + cause + ";text=\"" + text + "\"");
    }
}
