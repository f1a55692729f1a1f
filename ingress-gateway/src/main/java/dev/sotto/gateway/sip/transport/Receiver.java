package dev.sotto.gateway.sip.transport;

import java.net.InetAddress;

/** Whoever understands what arrives; called on the event loop. */
public interface Receiver {

    /** One whole message, or blank lines; the bytes are the receiver's. */
    void received(byte[] message, Hop source);

    /** Whether we have to do with whoever writes from there; strangers get little of our time. */
    boolean knows(InetAddress source);

    /** A connection that we had opened to there has ended. */
    void lost(Hop hop);

    /** Something was not even read, or a connection was cut, for that reason. */
    void dropped(String reason);
}
