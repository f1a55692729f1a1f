package dev.sotto.gateway.sip.message;

/**
 * The place of a request in its dialog, and the method it belongs to.
 *
 * @param number −1 when it could not be read and {@code method} is all of it as it was written
 */
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

    /** What is not one, to be said back to its sender as he wrote it. */
    public static CSeq unread(String written) {
        return new CSeq(-1, written);
    }

    @Override
    public String toString() {
        return number < 0 ? method : number + " " + method;
    }
}
