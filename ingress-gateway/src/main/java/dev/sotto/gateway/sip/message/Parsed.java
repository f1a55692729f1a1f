package dev.sotto.gateway.sip.message;

import java.util.Set;

/** What bytes from the wire turned out to be. */
public sealed interface Parsed {

    record Understood(SipMessage message) implements Parsed {}

    /**
     * Not a message we may act on. {@code echo} holds the headers an answer must repeat and is empty when no answer
     * can or may be sent: to a response, to an ACK, or when the way back is unreadable.
     */
    record Malformed(String why, Status answer, Headers echo) implements Parsed {

        private static final Set<String> PARTS =
                Set.of("Via", "From", "To", "Call-ID", "CSeq", "Content-Length", "Max-Forwards", "Date");

        /** Which part of it is to blame: a header, or {@code other}; one of few words, to be counted by. */
        public String part() {
            String first = why.substring(0, Math.max(0, why.indexOf(' ')));
            return PARTS.contains(first) ? first : "other";
        }
    }

    /** Blank lines that keep a NAT binding open (RFC 5626 §4.4.1). */
    record KeepAlive() implements Parsed {}
}
