package dev.sotto.gateway.sip;

import java.util.List;

/** The place of a request in its dialog, and the method it belongs to. */
public record CSeq(long number, String method) {

    /** RFC 3261 §8.1.1.5: below 2^31. */
    private static final long LIMIT = 1L << 31;

    static CSeq parse(String text) throws SipSyntaxException {
        List<String> parts = HeaderText.words(text);
        if (parts.size() != 2) {
            throw new SipSyntaxException("CSeq is not a number and a method");
        }
        long number = HeaderText.number(parts.getFirst(), LIMIT - 1, "CSeq");
        if (!HeaderText.isToken(parts.getLast())) {
            throw new SipSyntaxException("CSeq names no method");
        }
        return new CSeq(number, parts.getLast());
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
