package dev.sotto.log;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that travels with every record (<a href="https://www.w3.org/TR/trace-context/">traceparent</a>),
 * so that a ticket can be followed back to the sentence it came from.
 */
public record Trace(String traceparent) {

    private static final int LENGTH = 55;
    private static final int SPAN = 36;
    private static final int FLAGS = 53;

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
        return traceparent.length() == LENGTH
                && traceparent.startsWith("00-")
                && traceparent.charAt(SPAN - 1) == '-'
                && traceparent.charAt(FLAGS - 1) == '-'
                && isHex(traceparent, 3, SPAN - 1)
                && isHex(traceparent, SPAN, FLAGS - 1)
                && isHex(traceparent, FLAGS, LENGTH);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** A new span of the same trace. */
    public Trace child() {
        return new Trace(traceparent.substring(0, SPAN) + randomHex(8) + traceparent.substring(FLAGS - 1));
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
