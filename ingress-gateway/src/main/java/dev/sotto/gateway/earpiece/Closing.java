package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.tokens.Refusal;
import org.springframework.web.reactive.socket.CloseStatus;

/** Why the gateway closes a connection; 4000 and above are ours (RFC 6455 §7.4.2). */
final class Closing {

    static final CloseStatus BUSY = new CloseStatus(1013, "All lines are busy: try again in a minute");
    static final CloseStatus LOG_UNREACHABLE =
            new CloseStatus(1013, "The log cannot be reached: reconnect and go on after the last acknowledgement");
    static final CloseStatus NOT_STARTED = new CloseStatus(4403, "Audio came before a start message");
    static final CloseStatus ELSEWHERE = new CloseStatus(4408, "The session goes on over another connection");
    static final CloseStatus NOT_READING = new CloseStatus(4413, "The device does not read what it is sent");
    static final CloseStatus OVER = new CloseStatus(4410, "The session has ended: start another one");

    private Closing() {}

    static CloseStatus noLongerGood(Refusal reason) {
        return new CloseStatus(4401, reason.words());
    }

    static CloseStatus bad(String why) {
        return new CloseStatus(4400, why);
    }

    static CloseStatus gap(long came, long expected) {
        return new CloseStatus(4409, "Frame " + came + " came where " + expected + " was expected");
    }
}
