package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads one message in one pass over its bytes. It knows no channel, keeps no state and throws nothing: bad input is a
 * value too. The message refers to the bytes, which must not change afterwards.
 */
public final class SipParser {

    /** The largest UDP payload over IPv4; more cannot arrive, and over TCP it would be a film. */
    public static final int MAX_MESSAGE_BYTES = 65_507;

    private static final String VERSION = "SIP/2.0";
    private static final Set<String> ECHOED = Set.of("Via", "From", "To", "Call-ID", "CSeq");

    private byte[] bytes;
    private boolean ownsBytes;
    private int at;
    private Headers headers;
    private int startLine;
    private int startLineEnd;
    private boolean headersRead;

    private SipParser(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
        this.headers = Headers.in(bytes);
    }

    /** A datagram, whose end is the end of the message. */
    public static Parsed parse(byte[] message) {
        return parse(message, false);
    }

    /** {@code streamed} messages must say how long they are (RFC 3261 §20.14). */
    public static Parsed parse(byte[] message, boolean streamed) {
        if (message.length > MAX_MESSAGE_BYTES) {
            return new Parsed.Malformed("the message is larger than a datagram", Status.BAD_REQUEST, Headers.NONE);
        }
        int start = 0;
        while (start < message.length && (message[start] == '\r' || message[start] == '\n')) {
            start++;
        }
        if (start == message.length || (start == 0 && message.length <= 2 && message[0] == 0)) {
            return new Parsed.KeepAlive();
        }
        return new SipParser(message, start).read(streamed);
    }

    /** How long the body behind that head is, −1 when the head does not say so in a way all readers agree on. */
    public static int bodyLength(byte[] head) {
        SipParser parser = new SipParser(head, 0);
        try {
            parser.endOfLine();
            parser.readHeaders();
            return MandatoryHeaders.contentLength(parser.headers);
        } catch (SipSyntaxException unreadable) {
            return -1;
        }
    }

    private Parsed read(boolean streamed) {
        try {
            startLine = at;
            startLineEnd = endOfLine();
            readHeaders();
            MandatoryHeaders typed = MandatoryHeaders.parse(headers);
            if (streamed && typed.contentLength() < 0) {
                throw new SipSyntaxException("Content-Length is missing");
            }
            return new Parsed.Understood(isResponse() ? response(typed) : request(typed));
        } catch (SipSyntaxException malformed) {
            return new Parsed.Malformed(malformed.why(), malformed.answer(), echo());
        }
    }

    /** Where the line ends; the cursor moves behind its line break. Both CR LF and LF alone end lines. */
    private int endOfLine() throws SipSyntaxException {
        int i = at;
        while (i < bytes.length) {
            byte c = bytes[i];
            if ((c & 0xE0) == 0 && c == '\n') {
                at = i + 1;
                return i;
            } else if (c == '\r') {
                if (i + 1 < bytes.length && bytes[i + 1] != '\n') {
                    throw new SipSyntaxException("a carriage return stands alone");
                }
                at = Math.min(bytes.length, i + 2);
                return i;
            }
            i++;
        }
        at = i;
        return i;
    }

    private void readHeaders() throws SipSyntaxException {
        while (at < bytes.length) {
            int line = at;
            int end = endOfLine();
            if (end == line) {
                headersRead = true;
                return;
            }
            while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t')) {
                unfold(end);
                end = endOfLine();
            }
            if (headers.size() == Headers.MAX_LINES) {
                throw new SipSyntaxException("there are more than " + Headers.MAX_LINES + " header lines");
            }
            header(line, end);
        }
    }

    /** A line break before a space means a space (RFC 3261 §7.3.1); positions stay as they are. */
    private void unfold(int lineBreak) {
        if (!ownsBytes) {
            ownsBytes = true;
            bytes = bytes.clone();
            headers = headers.movedTo(bytes);
        }
        for (int i = lineBreak; i < at; i++) {
            bytes[i] = ' ';
        }
    }

    private void header(int line, int end) throws SipSyntaxException {
        Cursor in = new Cursor(bytes, line, end);
        int nameEnd = in.skipToken();
        if (nameEnd == line || !in.skipSpace().take(':')) {
            throw new SipSyntaxException("a header line has no proper name");
        }
        in.skipSpace();
        int valueEnd = end;
        while (valueEnd > in.at && (bytes[valueEnd - 1] == ' ' || bytes[valueEnd - 1] == '\t')) {
            valueEnd--;
        }
        headers.add(HeaderNames.of(bytes, line, nameEnd), in.at, valueEnd);
    }

    private String body(MandatoryHeaders typed) throws SipSyntaxException {
        int available = bytes.length - at;
        // Over UDP the datagram itself ends the body when no length is given (RFC 3261 §18.3).
        long length = typed.contentLength() < 0 ? available : typed.contentLength();
        if (length > available) {
            throw new SipSyntaxException("the body is shorter than its Content-Length");
        }
        return length == 0 ? "" : new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    }

    private boolean isResponse() {
        return startsWith("SIP/");
    }

    private boolean startsWith(String prefix) {
        boolean same = startLineEnd - startLine >= prefix.length();
        for (int i = 0; same && i < prefix.length(); i++) {
            same = bytes[startLine + i] == prefix.charAt(i);
        }
        return same;
    }

    /** A method, an address and a version with one space between each. */
    private SipRequest request(MandatoryHeaders typed) throws SipSyntaxException {
        Cursor in = new Cursor(bytes, startLine, startLineEnd);
        int methodEnd = in.skipToken();
        int uriEnd = methodEnd + 1;
        while (uriEnd < startLineEnd && bytes[uriEnd] != ' ') {
            uriEnd++;
        }
        if (methodEnd == startLine || !in.take(' ') || uriEnd >= startLineEnd) {
            throw new SipSyntaxException("the request line is not a method, an address and a version");
        }
        version(new Cursor(bytes, uriEnd + 1, startLineEnd));
        String method = Methods.WORDS.word(bytes, startLine, methodEnd);
        SipUri uri = SipUri.parse(in, uriEnd);
        CSeq cseq = typed.cseq();
        if (!cseq.method().equals(method)) {
            throw new SipSyntaxException("CSeq names another method than the request line");
        }
        if (uri.hasHeaders()) {
            throw new SipSyntaxException("the request address carries headers");
        }
        return new SipRequest(
                method, uri, headers, typed.via(), typed.from(), typed.to(), typed.callId(), cseq, body(typed));
    }

    private static void version(Cursor in) throws SipSyntaxException {
        String version = in.take(VERSION) && in.atEnd() ? VERSION : in.text(in.at, in.end);
        if (version.startsWith("SIP/") && version.indexOf(' ') < 0 && !version.equals(VERSION)) {
            throw new SipSyntaxException(Status.VERSION_NOT_SUPPORTED, "the version is not SIP/2.0");
        } else if (!version.equals(VERSION)) {
            throw new SipSyntaxException("the request line has extra spaces or is malformed");
        }
    }

    /** The version, a code of three digits, and whatever the sender has to say. */
    private SipResponse response(MandatoryHeaders typed) throws SipSyntaxException {
        Cursor in = new Cursor(bytes, startLine, startLineEnd);
        if (!in.take(VERSION) || !in.take(' ')) {
            throw new SipSyntaxException("the status line is malformed");
        }
        int digits = in.at;
        int status = (int) in.number(699, "the status code");
        if (status < 100 || in.at != digits + 3 || !(in.atEnd() || in.take(' '))) {
            throw new SipSyntaxException("the status code is not of three digits");
        }
        return new SipResponse(
                status,
                in.text(in.at, startLineEnd),
                headers,
                typed.via(),
                typed.from(),
                typed.to(),
                typed.callId(),
                typed.cseq(),
                body(typed));
    }

    /** What an answer repeats, as far as it can be found: also behind the line that could not be read. */
    private Headers echo() {
        if (isResponse() || startsWith("ACK ")) {
            return Headers.NONE;
        }
        while (!headersRead && at < bytes.length && headers.size() < Headers.MAX_LINES) {
            int before = at;
            try {
                readHeaders();
            } catch (SipSyntaxException another) {
                // The next line may be one that is to be repeated; of one without an end nothing is.
                at = at == before ? afterNextLineFeed() : at;
            }
        }
        return headers.has("Via") ? headers.only(ECHOED) : Headers.NONE;
    }

    private int afterNextLineFeed() {
        int i = at;
        while (i < bytes.length && bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }
}
