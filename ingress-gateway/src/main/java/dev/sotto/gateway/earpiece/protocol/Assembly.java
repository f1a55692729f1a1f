package dev.sotto.gateway.earpiece.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message together that came in pieces, as RFC 6455 §5.4 lets any client and any proxy send it; neither its bytes
 * nor its pieces may grow without bound.
 */
public final class Assembly {

    /** The largest message is an Opus packet of 1284 bytes; a control message has a few hundred. */
    public static final int MAX_BYTES = 2048;

    /** Nobody cuts two kilobytes into more, save to make us count. */
    static final int MAX_PIECES = 16;

    private @Nullable ByteArrayOutputStream begun;
    private boolean text;
    private int pieces;

    /** What a piece leads to. */
    public sealed interface Step {

        record Whole(boolean text, ByteBuffer bytes) implements Step {}

        record More() implements Step {}

        record Refused(Closing why) implements Step {}
    }

    /** {@code text} counts in the first piece only. */
    public Step piece(boolean text, boolean last, byte[] bytes) {
        ByteArrayOutputStream message = begun;
        if (message == null && last) {
            return bytes.length > MAX_BYTES
                    ? new Step.Refused(Closing.TOO_LARGE)
                    : new Step.Whole(text, ByteBuffer.wrap(bytes));
        }
        if (message == null) {
            message = new ByteArrayOutputStream();
            begun = message;
            this.text = text;
            pieces = 0;
        }
        pieces++;
        if (message.size() + bytes.length > MAX_BYTES || pieces > MAX_PIECES) {
            return new Step.Refused(Closing.TOO_LARGE);
        }
        message.writeBytes(bytes);
        if (!last) {
            return new Step.More();
        }
        begun = null;
        return new Step.Whole(this.text, ByteBuffer.wrap(message.toByteArray()));
    }
}
