package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Walks once over the bytes of a header value with the lexical rules all of them share (RFC 3261 §25.1): tokens, quoted
 * strings, numbers, hosts. It copies nothing; those who parse with it keep positions.
 */
final class Cursor {

    private static final byte TOKEN = 1;
    private static final byte SPACE = 2;
    private static final byte HOST = 4;
    private static final byte URI = 8;
    private static final byte PARAMETER_NAME = 16;
    private static final byte PARAMETER_VALUE = 32;
    private static final byte IP_V6 = 64;

    private static final byte[] CLASSES = classes();

    final byte[] bytes;
    int at;
    int end;

    Cursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    static Cursor over(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Cursor(bytes, 0, bytes.length);
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
            boolean token = alphanumeric || isOneOf("-.!%*_+`'~", c);
            int kinds = isOneOf(" \t\r\n", c) ? SPACE : 0;
            kinds |= token ? TOKEN : 0;
            kinds |= token || isOneOf("[]/:&$()", c) ? PARAMETER_NAME : 0;
            kinds |= alphanumeric || isOneOf(".-_", c) ? HOST : 0;
            kinds |= c > ' ' && !isOneOf("<>\"\u007f", c) ? URI : 0;
            // An equals sign is not in the grammar; base64 tags and branches carry it nevertheless.
            kinds |= c > ' ' && !isOneOf("\"<>,;?\u007f", c) ? PARAMETER_VALUE : 0;
            kinds |= Character.digit(c, 16) >= 0 || isOneOf(":.", c) ? IP_V6 : 0;
            classes[c] = (byte) kinds;
        }
        return classes;
    }

    private static boolean isOneOf(String characters, int c) {
        return characters.indexOf(c) >= 0;
    }

    private boolean isOf(byte kind) {
        return at < end && (CLASSES[bytes[at] & 0xFF] & kind) != 0;
    }

    boolean atEnd() {
        return at >= end;
    }

    boolean isAt(char c) {
        return at < end && bytes[at] == c;
    }

    boolean take(char c) {
        boolean here = isAt(c);
        at += here ? 1 : 0;
        return here;
    }

    /** True, and behind it, when these characters stand here in any case. */
    boolean take(String expected) {
        boolean here = end - at >= expected.length();
        for (int i = 0; here && i < expected.length(); i++) {
            int difference = bytes[at + i] ^ expected.charAt(i);
            here = difference == 0 || (difference == 0x20 && Character.isLetter(expected.charAt(i)));
        }
        at += here ? expected.length() : 0;
        return here;
    }

    Cursor skipSpace() {
        while (isOf(SPACE)) {
            at++;
        }
        return this;
    }

    /** The end of the run of such characters, which the cursor moves to. */
    private int skip(byte kind) {
        while (at < end && (CLASSES[bytes[at] & 0xFF] & kind) != 0) {
            at++;
        }
        return at;
    }

    int skipToken() {
        return skip(TOKEN);
    }

    int skipHost() {
        return skip(HOST);
    }

    int skipAddressV6() {
        return skip(IP_V6);
    }

    int skipParameterName() {
        return skip(PARAMETER_NAME);
    }

    int skipParameterValue() {
        return skip(PARAMETER_VALUE);
    }

    /** Steps over words of a display name. */
    int skipWords() {
        return skip((byte) (TOKEN | SPACE));
    }

    static boolean isUriCharacter(byte c) {
        return (CLASSES[c & 0xFF] & URI) != 0;
    }

    static boolean isToken(String text) {
        Cursor cursor = over(text);
        return !text.isEmpty() && cursor.skipToken() == cursor.end;
    }

    /** Steps over a quoted string that starts here. */
    void skipQuoted() throws SipSyntaxException {
        for (int i = at + 1; i < end; i++) {
            byte c = bytes[i];
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                at = i + 1;
                return;
            }
        }
        throw new SipSyntaxException("a quoted string is never closed");
    }

    /** Digits only, at most {@code max}; anything else is refused by name. */
    long number(long max, String field) throws SipSyntaxException {
        long value = 0;
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - first < 18) {
            value = value * 10 + (bytes[at++] - '0');
        }
        if (at == first || (at < end && bytes[at] >= '0' && bytes[at] <= '9')) {
            throw new SipSyntaxException(field + " is not a number we can hold");
        }
        if (value > max) {
            throw new SipSyntaxException(field + " is above " + max);
        }
        return value;
    }

    /** The whole rest is one number. */
    long onlyNumber(long max, String field) throws SipSyntaxException {
        long value = skipSpace().number(max, field);
        if (!skipSpace().atEnd()) {
            throw new SipSyntaxException(field + " is not a number we can hold");
        }
        return value;
    }

    /** The port after a host, −1 when there is none. */
    int port() throws SipSyntaxException {
        int beforeSpace = at;
        if (skipSpace().take(':')) {
            return (int) skipSpace().number(65_535, "a port");
        }
        at = beforeSpace;
        return -1;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
