package dev.sotto.gateway.sip.transport;

/** Whoever understands what arrives; called on the event loop. */
public interface Receiver {

    /** One whole message, or blank lines; the bytes are the receiver's. */
    void received(byte[] message, Hop source);
}
