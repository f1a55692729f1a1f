package dev.sotto.log;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that travels with every record (<a href="https://www.w3.org/TR/trace-context/">traceparent</a>),
 * so that a ticket can be followed back to the sentence it came from.
 */
public record Trace(String traceparent) {

    /** Hyphens stand where this has them, and lower-case hexadecimal digits everywhere else. */
    private static final String SHAPE = "00-________________________________-________________-__";

    /** The first span of a new trace. */
    public static Trace start() {
        return new Trace("00-" + randomHex(16) + "-" + randomHex(8) + "-01");
    }

    /** The trace a header carried, or a new one where it carried none that is valid. */
    static Trace of(@Nullable String traceparent) {
        return traceparent != null && isValid(traceparent) ? new Trace(traceparent) : start();
    }

    /** By hand: it is asked for every frame of every call, and a pattern costs more than the rest of its reading. */
    private static boolean isValid(String traceparent) {
        boolean valid = traceparent.length() == SHAPE.length() && traceparent.startsWith("00-");
        for (int i = 3; valid && i < SHAPE.length(); i++) {
            char digit = traceparent.charAt(i);
            valid = SHAPE.charAt(i) == '-'
                    ? digit == '-'
                    : (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return valid;
    }

    /** A new span of the same trace. */
    public Trace child() {
        return new Trace(traceparent.substring(0, 36) + randomHex(8) + traceparent.substring(52));
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
