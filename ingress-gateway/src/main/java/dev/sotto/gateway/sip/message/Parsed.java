package dev.sotto.gateway.sip.message;

/** What bytes from the wire turned out to be. */
public sealed interface Parsed {

    record Understood(SipMessage message) implements Parsed {}

    /**
     * Not a message we may act on. {@code echo} holds the headers an answer must repeat and is empty when no answer
     * can or may be sent: to a response, to an ACK, or when the way back is unreadable.
     */
    record Malformed(String why, Status answer, Headers echo) implements Parsed {}

    /** Blank lines that keep a NAT binding open (RFC 5626 §4.4.1). */
    record KeepAlive() implements Parsed {}
}
