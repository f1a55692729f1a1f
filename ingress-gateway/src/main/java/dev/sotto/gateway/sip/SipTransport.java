package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipMessage;
import java.net.InetSocketAddress;

/** Puts a message on the wire and does not wait. */
public interface SipTransport {

    void send(SipMessage message, InetSocketAddress to);
}
