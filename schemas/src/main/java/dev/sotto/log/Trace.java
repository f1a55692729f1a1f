package dev.sotto.log;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that travels with every record (<a href="https://www.w3.org/TR/trace-context/">traceparent</a>),
 * so that a ticket can be followed back to the sentence it came from.
 */
public record Trace(String traceparent) {

    private static final Pattern VALID = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** The first span of a new trace. */
    public static Trace start() {
        return new Trace("00-" + randomHex(16) + "-" + randomHex(8) + "-01");
    }

    /** The trace a header carried, or a new one where it carried none that is valid. */
    static Trace of(@Nullable String traceparent) {
        return traceparent != null && VALID.matcher(traceparent).matches() ? new Trace(traceparent) : start();
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
