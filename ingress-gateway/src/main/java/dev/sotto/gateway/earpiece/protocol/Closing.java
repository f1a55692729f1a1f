package dev.sotto.gateway.earpiece.protocol;

import java.nio.charset.StandardCharsets;

/** Why the gateway closes a connection; 4000 and above are ours (RFC 6455 §7.4.2). */
public record Closing(int code, String reason) {

    public static final Closing NORMAL = new Closing(1000, "");
    public static final Closing GOING_AWAY = new Closing(1001, "The gateway goes away: connect again");
    public static final Closing NO_WEBSOCKET = new Closing(1002, "What came is no WebSocket (RFC 6455)");
    public static final Closing NO_TEXT = new Closing(1007, "A text message is not UTF-8");
    public static final Closing FLOOD = new Closing(1008, "Too many control messages");
    public static final Closing TOO_LARGE = new Closing(1009, "A message is larger than any of the protocol");
    public static final Closing BUSY = new Closing(1013, "All lines are busy: try again in a minute");
    public static final Closing LOG_UNREACHABLE =
            new Closing(1013, "The log cannot be reached: reconnect and go on after the last acknowledgement");
    public static final Closing NOT_STARTED = new Closing(4403, "Audio or stop came before a start message");
    public static final Closing SILENT = new Closing(4407, "Nothing was heard of the device for too long");
    public static final Closing ELSEWHERE = new Closing(4408, "The session goes on over another connection");
    public static final Closing OVER = new Closing(4410, "The session has ended: start another one");
    public static final Closing NOT_READING = new Closing(4413, "The device does not read what it is sent");

    /** RFC 6455 §5.5.1: a close frame has 125 bytes, two of them the code. */
    private static final int MOST_REASON_BYTES = 123;

    public Closing {
        if (reason.getBytes(StandardCharsets.UTF_8).length > MOST_REASON_BYTES) {
            reason = reason.substring(0, MOST_REASON_BYTES / 2);
        }
    }

    public static Closing bad(String why) {
        return new Closing(4400, why);
    }

    public static Closing noLongerGood(String why) {
        return new Closing(4401, why);
    }

    public static Closing gap(long came, long expected) {
        return new Closing(4409, "Frame " + came + " came where " + expected + " was expected");
    }
}
