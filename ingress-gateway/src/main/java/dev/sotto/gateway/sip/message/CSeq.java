package dev.sotto.gateway.sip.message;

/** The place of a request in its dialog, and the method it belongs to. */
public record CSeq(long number, String method) {

    /** RFC 3261 §8.1.1.5: below 2^31. */
    private static final long LIMIT = 1L << 31;

    static CSeq parse(Cursor in) throws SipSyntaxException {
        long number = in.skipSpace().number(LIMIT - 1, "CSeq");
        int afterNumber = in.at;
        int method = in.skipSpace().at;
        int end = in.skipToken();
        if (method == afterNumber || method == end || !in.skipSpace().atEnd()) {
            throw new SipSyntaxException("CSeq is not a number and a method");
        }
        return new CSeq(number, Methods.WORDS.word(in.bytes, method, end));
    }

    public static CSeq parse(String text) throws SipSyntaxException {
        return parse(Cursor.over(text));
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
