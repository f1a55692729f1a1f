package dev.sotto.gateway.sip.transport;

import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipUri;

/** Puts messages on the wire and does not wait. */
public interface SipTransport {

    /** {@code onUnreachable} runs on the event loop when the message is known not to have left or arrived. */
    void send(SipMessage message, Hop to, Runnable onUnreachable);

    default void send(SipMessage message, Hop to) {
        send(message, to, () -> {});
    }

    /** Where others reach us by the protocol and the version of IP of that way. */
    SipUri contact(Hop way);
}
