package dev.sotto.gateway.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code "Name" <sip:user@host>;tag=x}: who a message is from, to, or can be reached at. */
public record NameAddress(String display, SipUri uri, Parameters parameters) {

    static NameAddress parse(String text) throws SipSyntaxException {
        String value = text.strip();
        int open = openingBracket(value);
        return open < 0 ? bare(value) : bracketed(value, open);
    }

    static List<NameAddress> parseAll(List<String> values) throws SipSyntaxException {
        List<NameAddress> addresses = new ArrayList<>();
        for (String value : values) {
            for (String one : HeaderText.splitAtCommas(value)) {
                addresses.add(parse(one));
            }
        }
        return addresses;
    }

    private static int openingBracket(String value) throws SipSyntaxException {
        if (!value.startsWith("\"")) {
            return value.indexOf('<');
        }
        int open = HeaderText.endOfQuoted(value, 0);
        while (open < value.length() && HeaderText.isSpace(value.charAt(open))) {
            open++;
        }
        if (open == value.length() || value.charAt(open) != '<') {
            throw new SipSyntaxException("a quoted name is not followed by an address in brackets");
        }
        return open;
    }

    private static NameAddress bracketed(String value, int open) throws SipSyntaxException {
        String display = value.substring(0, open).strip();
        boolean proper =
                display.startsWith("\"") || HeaderText.words(display).stream().allMatch(HeaderText::isToken);
        if (!proper) {
            throw new SipSyntaxException("a name with punctuation is not in quotes");
        }
        int close = value.indexOf('>', open);
        if (close < 0) {
            throw new SipSyntaxException("an address bracket is not closed");
        }
        SipUri uri = SipUri.parse(value.substring(open + 1, close));
        return new NameAddress(display, uri, tail(value.substring(close + 1)));
    }

    /** Without brackets every parameter belongs to the header, and the address may hold neither comma nor question. */
    private static NameAddress bare(String value) throws SipSyntaxException {
        int semicolon = value.indexOf(';', Math.max(0, value.indexOf('@')));
        String address = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
        if (address.indexOf(',') >= 0 || address.indexOf('?') >= 0) {
            throw new SipSyntaxException("an address with a comma or a question mark is not in brackets");
        }
        return new NameAddress("", SipUri.parse(address), tail(semicolon < 0 ? "" : value.substring(semicolon)));
    }

    private static Parameters tail(String text) throws SipSyntaxException {
        String rest = text.strip();
        if (rest.isEmpty()) {
            return Parameters.NONE;
        }
        if (rest.charAt(0) != ';') {
            throw new SipSyntaxException("something other than parameters follows an address");
        }
        return Parameters.parse(HeaderText.split(rest.substring(1), ';'));
    }

    public @Nullable String tag() {
        return parameters.get("tag");
    }

    NameAddress withTag(String tag) {
        return new NameAddress(display, uri, parameters.with("tag", tag));
    }

    @Override
    public String toString() {
        return (display.isEmpty() ? "" : display + " ") + "<" + uri + ">" + parameters;
    }
}
