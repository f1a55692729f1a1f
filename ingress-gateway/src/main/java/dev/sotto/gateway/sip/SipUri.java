package dev.sotto.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An address. Only {@code sip} and {@code sips} are taken apart (port −1 = not given, IPv6 hosts without brackets);
 * any other scheme is kept as text, so that it can be refused by name rather than misread.
 */
public record SipUri(String text, String scheme, String user, String host, int port, Parameters parameters) {

    static SipUri parse(String text) throws SipSyntaxException {
        int colon = text.indexOf(':');
        if (colon <= 0 || !isScheme(text.substring(0, colon))) {
            throw new SipSyntaxException("an address has no scheme");
        }
        if (text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127)) {
            throw new SipSyntaxException("an address contains a space, a bracket or a quote");
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return new SipUri(text, scheme, "", "", -1, Parameters.NONE);
        }
        return parseSip(text, scheme, text.substring(colon + 1));
    }

    /** An address of our own making. */
    static SipUri of(String user, String host, int port) {
        String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String text = "sip:" + (user.isEmpty() ? "" : user + "@") + shownHost + ":" + port;
        return new SipUri(text, "sip", user, host, port, Parameters.NONE);
    }

    private static SipUri parseSip(String text, String scheme, String rest) throws SipSyntaxException {
        int question = rest.indexOf('?', Math.max(0, rest.indexOf('@')));
        String address = question < 0 ? rest : rest.substring(0, question);
        int at = address.indexOf('@');
        String user = at < 0 ? "" : address.substring(0, at);
        if (at == 0) {
            throw new SipSyntaxException("an address has an empty user");
        }
        int password = user.indexOf(':');
        String decoded = unescape(password < 0 ? user : user.substring(0, password));
        List<String> parts = HeaderText.split(address.substring(at + 1), ';');
        HostPort where = HostPort.parse(parts.getFirst());
        return new SipUri(
                text, scheme, decoded, where.host(), where.port(), Parameters.parse(parts.subList(1, parts.size())));
    }

    private static boolean isScheme(String scheme) {
        return Character.isLetter(scheme.charAt(0))
                && scheme.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0));
    }

    private static String unescape(String user) throws SipSyntaxException {
        if (user.indexOf('%') < 0) {
            return user;
        }
        byte[] raw = user.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[raw.length];
        int length = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                plain[length++] = raw[i];
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new SipSyntaxException("an address has a broken %-escape");
            }
            plain[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    boolean isSip() {
        return scheme.equals("sip") || scheme.equals("sips");
    }

    boolean hasHeaders() {
        return isSip() && text.indexOf('?', Math.max(0, text.indexOf('@'))) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
