package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code "Name" <sip:user@host>;tag=x}: who a message is from, to, or can be reached at. */
public final class NameAddress {

    private static final SipUri NOWHERE = SipUri.of("", "invalid", -1);

    private final byte[] bytes;
    private final int displayStart;
    private final int displayEnd;
    private final SipUri uri;
    private final Parameters parameters;
    private final boolean unread;

    private NameAddress(byte[] bytes, int displayStart, int displayEnd, SipUri uri, Parameters parameters) {
        this(bytes, displayStart, displayEnd, uri, parameters, false);
    }

    private NameAddress(
            byte[] bytes, int displayStart, int displayEnd, SipUri uri, Parameters parameters, boolean unread) {
        this.bytes = bytes;
        this.displayStart = displayStart;
        this.displayEnd = displayEnd;
        this.uri = uri;
        this.parameters = parameters;
        this.unread = unread;
    }

    public static NameAddress parse(String text) throws SipSyntaxException {
        return only(Cursor.over(text));
    }

    /** An address without a name. */
    public static NameAddress of(SipUri uri) {
        return new NameAddress(new byte[0], 0, 0, uri, Parameters.NONE);
    }

    /** What is not an address, or not one we understand, to be said back to its sender as he wrote it. */
    public static NameAddress unread(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new NameAddress(bytes, 0, bytes.length, NOWHERE, Parameters.NONE, true);
    }

    /** Every address of a header that lists them, over as many lines as there are. */
    public static List<NameAddress> parseAll(List<String> values) throws SipSyntaxException {
        List<NameAddress> addresses = new ArrayList<>();
        for (String value : values) {
            Cursor in = Cursor.over(value);
            do {
                addresses.add(next(in));
            } while (in.take(','));
        }
        return addresses;
    }

    /** Reads an address that is all there is. */
    static NameAddress only(Cursor in) throws SipSyntaxException {
        NameAddress address = next(in);
        if (!in.atEnd()) {
            throw new SipSyntaxException("an address with a comma is not in brackets");
        }
        return address;
    }

    /** Reads an address up to the comma behind it, or to the end. */
    static NameAddress next(Cursor in) throws SipSyntaxException {
        int start = in.skipSpace().at;
        int displayEnd = start;
        if (in.isAt('"')) {
            in.skipQuoted();
            displayEnd = in.at;
            if (!in.skipSpace().isAt('<')) {
                throw new SipSyntaxException("a quoted name is not followed by an address in brackets");
            }
        } else {
            displayEnd = in.skipWords();
        }
        boolean bracketed = in.take('<');
        if (!bracketed) {
            in.at = start;
        }
        SipUri uri = bracketed ? bracketed(in) : bare(in);
        NameAddress address =
                new NameAddress(in.bytes, start, bracketed ? displayEnd : start, uri, Parameters.parse(in));
        if (!in.skipSpace().atEnd() && !in.isAt(',')) {
            throw new SipSyntaxException("something other than parameters follows an address");
        }
        return address;
    }

    private static SipUri bracketed(Cursor in) throws SipSyntaxException {
        int close = in.at;
        while (close < in.end && in.bytes[close] != '>') {
            close++;
        }
        if (close == in.end) {
            throw new SipSyntaxException("an address bracket is not closed");
        }
        SipUri uri = SipUri.parse(in, close);
        in.at = close + 1;
        return uri;
    }

    /** Without brackets every parameter belongs to the header, and the address may hold neither comma nor question. */
    private static SipUri bare(Cursor in) throws SipSyntaxException {
        int end = in.at;
        int semicolon = -1;
        boolean userSeen = false;
        while (end < in.end && in.bytes[end] != ',') {
            byte c = in.bytes[end];
            if (c == '@' && !userSeen) {
                userSeen = true;
                semicolon = -1;
            } else if (c == ';' && semicolon < 0) {
                semicolon = end;
            } else if (c == '?' && semicolon < 0) {
                throw new SipSyntaxException("an address with a question mark is not in brackets");
            }
            end++;
        }
        int stop = semicolon < 0 ? end : semicolon;
        while (stop > in.at && Character.isWhitespace(in.bytes[stop - 1])) {
            stop--;
        }
        return SipUri.parse(in, stop);
    }

    /** As it was written, quotes and escapes and all; empty when there is none. */
    public String display() {
        return new String(bytes, displayStart, displayEnd - displayStart, StandardCharsets.UTF_8).strip();
    }

    public SipUri uri() {
        return uri;
    }

    public Parameters parameters() {
        return parameters;
    }

    public @Nullable String tag() {
        return parameters.get("tag");
    }

    public NameAddress withTag(String tag) {
        return new NameAddress(bytes, displayStart, displayEnd, uri, parameters.with("tag", tag), unread);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameAddress address && address.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        String display = display();
        if (unread) {
            return display + parameters;
        }
        return (display.isEmpty() ? "" : display + " ") + "<" + uri + ">" + parameters;
    }
}
