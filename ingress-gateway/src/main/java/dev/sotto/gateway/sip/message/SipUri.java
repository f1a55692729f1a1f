package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An address. Only {@code sip} and {@code sips} are taken apart (port −1 = not given, IPv6 hosts without brackets); of a
 * {@code tel} the number is the user (RFC 3966), as carriers of mobile networks write it. Any other scheme is kept as text,
 * so that it can be refused by name rather than misread.
 */
public final class SipUri {

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final String scheme;
    private final int userEnd;
    private final int hostStart;
    private final int hostEnd;
    private final int port;
    private final Parameters parameters;
    private final boolean hasHeaders;

    private static final Words SCHEMES = new Words(true, "sip", "sips", "tel");

    private SipUri(
            Cursor of, int start, String scheme, int at, int hostStart, int hostEnd, int port, Parameters p, int end) {
        this.bytes = of.bytes;
        this.start = start;
        this.end = end;
        this.scheme = scheme;
        this.userEnd = at;
        this.hostStart = hostStart;
        this.hostEnd = hostEnd;
        this.port = port;
        this.parameters = p;
        this.hasHeaders = of.at < end;
    }

    public static SipUri parse(String text) throws SipSyntaxException {
        Cursor cursor = Cursor.over(text);
        return parse(cursor, cursor.end);
    }

    /** An address of our own making. */
    public static SipUri of(String user, String host, int port) {
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        try {
            return parse("sip:" + (user.isEmpty() ? "" : user + "@") + shownHost + (port < 0 ? "" : ":" + port));
        } catch (SipSyntaxException ours) {
            throw new IllegalArgumentException("no address can be made of " + host, ours);
        }
    }

    /** The same address with a parameter more; it must not carry headers. */
    public SipUri with(String parameter, String value) {
        try {
            return parse(this + ";" + parameter + "=" + value);
        } catch (SipSyntaxException ours) {
            throw new IllegalArgumentException("not a parameter: " + parameter, ours);
        }
    }

    /** Reads the address that ends before {@code end}, where the cursor stands afterwards. */
    static SipUri parse(Cursor in, int end) throws SipSyntaxException {
        byte[] bytes = in.bytes;
        int start = in.at;
        int colon = endOfScheme(bytes, start, end);
        int at = -1;
        int question = -1;
        for (int i = colon; i < end; i++) {
            byte c = bytes[i];
            if (!Cursor.isUriCharacter(c)) {
                throw new SipSyntaxException("an address contains a space, a bracket or a quote");
            } else if (c == '@' && at < 0) {
                at = i;
                question = -1;
            } else if (c == '?' && question < 0) {
                question = i;
            }
        }
        String scheme = SCHEMES.word(bytes, start, colon);
        Cursor rest = new Cursor(bytes, at < 0 ? colon + 1 : at + 1, question < 0 ? end : question);
        in.at = end;
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            rest.at = end;
            int userEnd = scheme.equals("tel") ? endOfNumber(bytes, colon + 1, end) : -1;
            return new SipUri(rest, start, scheme, userEnd, end, end, -1, Parameters.NONE, end);
        }
        return parseSip(rest, start, scheme, colon, at, end);
    }

    private static int endOfNumber(byte[] bytes, int from, int end) throws SipSyntaxException {
        int at = from;
        while (at < end && bytes[at] != ';') {
            at++;
        }
        if (at == from) {
            throw new SipSyntaxException("a telephone number is empty");
        }
        checkEscapes(bytes, from, at);
        return at;
    }

    private static SipUri parseSip(Cursor rest, int start, String scheme, int colon, int at, int end)
            throws SipSyntaxException {
        if (at == colon + 1) {
            throw new SipSyntaxException("an address has an empty user");
        }
        checkEscapes(rest.bytes, colon + 1, at);
        int hostStart = host(rest);
        int hostEnd = rest.at - (rest.bytes[hostStart - 1] == '[' ? 1 : 0);
        int port = rest.port();
        Parameters parameters = Parameters.parse(rest);
        if (!rest.atEnd()) {
            throw new SipSyntaxException("something other than a port or a parameter follows the host");
        }
        return new SipUri(rest, start, scheme, at, hostStart, hostEnd, port, parameters, end);
    }

    /** Where the host starts, without its bracket; the cursor stands after it, bracket and all. */
    static int host(Cursor in) throws SipSyntaxException {
        int start = in.at;
        if (in.take('[')) {
            start++;
            in.skipAddressV6();
            if (in.at == start || !in.take(']')) {
                throw new SipSyntaxException("an IPv6 address is malformed or not closed");
            }
        } else if (in.skipHost() == start) {
            throw new SipSyntaxException("a host name is missing or malformed");
        }
        return start;
    }

    private static int endOfScheme(byte[] bytes, int start, int end) throws SipSyntaxException {
        int at = start;
        while (at < end && isSchemeCharacter(bytes[at], at == start)) {
            at++;
        }
        if (at == start || at == end || bytes[at] != ':') {
            throw new SipSyntaxException("an address has no scheme");
        }
        return at;
    }

    private static boolean isSchemeCharacter(byte c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (!first && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
    }

    private static void checkEscapes(byte[] bytes, int from, int to) throws SipSyntaxException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '%') {
                if (i + 2 >= to || Character.digit(bytes[i + 1], 16) < 0 || Character.digit(bytes[i + 2], 16) < 0) {
                    throw new SipSyntaxException("an address has a broken %-escape");
                }
                i += 2;
            }
        }
    }

    /** The scheme in lower case. */
    public String scheme() {
        return isSip() ? scheme : scheme.toLowerCase(java.util.Locale.ROOT);
    }

    /** The user without password, its escapes undone; empty when there is none. */
    public String user() {
        int from = start + scheme.length() + 1;
        byte[] plain = new byte[Math.max(0, userEnd - from)];
        int length = 0;
        for (int i = from; i < userEnd && bytes[i] != ':'; i++) {
            if (bytes[i] == '%') {
                plain[length++] = (byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    public String host() {
        return new String(bytes, hostStart, hostEnd - hostStart, StandardCharsets.UTF_8);
    }

    public int port() {
        return port;
    }

    public Parameters parameters() {
        return parameters;
    }

    public boolean isSip() {
        return scheme.equals("sip") || scheme.equals("sips");
    }

    /** Whether it names a telephone number alone, and nowhere to reach it. */
    public boolean isNumber() {
        return scheme.equals("tel");
    }

    public boolean isSecure() {
        return scheme.equals("sips");
    }

    /** True when headers follow a question mark, which only a Contact or a Refer-To may carry. */
    public boolean hasHeaders() {
        return hasHeaders;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipUri uri && uri.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
