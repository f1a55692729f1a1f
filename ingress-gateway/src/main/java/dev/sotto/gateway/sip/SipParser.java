package dev.sotto.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one datagram. It knows no channel, keeps no state and throws nothing: bad input is a value too. */
final class SipParser {

    /** The largest UDP payload over IPv4; more cannot arrive. */
    static final int MAX_MESSAGE_BYTES = 65_507;

    /** Real calls carry 10 to 40 lines; beyond this somebody is making us work. */
    static final int MAX_HEADER_LINES = 256;

    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "Accept-Contact"),
            Map.entry("b", "Referred-By"),
            Map.entry("c", "Content-Type"),
            Map.entry("d", "Request-Disposition"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"),
            Map.entry("j", "Reject-Contact"),
            Map.entry("k", "Supported"),
            Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"),
            Map.entry("o", "Event"),
            Map.entry("r", "Refer-To"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"),
            Map.entry("u", "Allow-Events"),
            Map.entry("v", "Via"),
            Map.entry("x", "Session-Expires"),
            Map.entry("y", "Identity"));

    /** RFC 3261 §20: these may stand once; twice means two readers may disagree about the message. */
    private static final Set<String> ONCE =
            Set.of("from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type");

    private SipParser() {}

    static Parsed parse(byte[] datagram) {
        if (datagram.length > MAX_MESSAGE_BYTES) {
            return new Parsed.Malformed("the message is larger than a datagram", Status.BAD_REQUEST, Headers.NONE);
        }
        int start = 0;
        while (start < datagram.length && (datagram[start] == '\r' || datagram[start] == '\n')) {
            start++;
        }
        if (start == datagram.length || (start == 0 && datagram.length <= 2 && datagram[0] == 0)) {
            return new Parsed.KeepAlive();
        }
        int end = endOfHead(datagram, start);
        String head = new String(datagram, start, end - start, StandardCharsets.UTF_8);
        List<String> lines = head.lines().toList();
        List<Header> headers = new ArrayList<>();
        try {
            readHeaders(lines.subList(1, lines.size()), headers);
            int bodyStart = Math.min(datagram.length, end + blankLine(datagram, end));
            String body = body(headers, datagram, bodyStart);
            return new Parsed.Understood(message(lines.getFirst(), new Headers(headers), body));
        } catch (SipSyntaxException malformed) {
            return new Parsed.Malformed(malformed.why(), malformed.answer(), echo(lines.getFirst(), headers));
        }
    }

    private static int endOfHead(byte[] datagram, int start) {
        for (int i = start; i < datagram.length; i++) {
            if (datagram[i] == '\n' && blankLine(datagram, i + 1) > 0) {
                return i + 1;
            }
        }
        return datagram.length;
    }

    /** The length of the line end that stands at {@code at}, 0 when there is none. */
    private static int blankLine(byte[] datagram, int at) {
        if (at < datagram.length && datagram[at] == '\n') {
            return 1;
        }
        return at + 1 < datagram.length && datagram[at] == '\r' && datagram[at + 1] == '\n' ? 2 : 0;
    }

    private static void readHeaders(List<String> lines, List<Header> into) throws SipSyntaxException {
        if (lines.size() > MAX_HEADER_LINES) {
            throw new SipSyntaxException("there are more than " + MAX_HEADER_LINES + " header lines");
        }
        for (int i = 0; i < lines.size(); ) {
            StringBuilder unfolded = new StringBuilder(lines.get(i++));
            while (i < lines.size() && isFold(lines.get(i))) {
                unfolded.append(' ').append(lines.get(i++).strip());
            }
            into.add(header(unfolded.toString()));
        }
        Set<String> seen = new HashSet<>();
        for (Header header : into) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (ONCE.contains(name) && !seen.add(name)) {
                throw new SipSyntaxException(header.name() + " is given twice");
            }
        }
    }

    private static boolean isFold(String line) {
        return !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    }

    private static Header header(String line) throws SipSyntaxException {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
        if (!HeaderText.isToken(name)) {
            throw new SipSyntaxException("a header line has no proper name");
        }
        String full = name.length() == 1 ? COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
        return new Header(full, line.substring(colon + 1).strip());
    }

    private static String body(List<Header> headers, byte[] datagram, int start) throws SipSyntaxException {
        String declared = new Headers(headers).first("Content-Length");
        int available = datagram.length - start;
        // Over UDP the datagram itself ends the body when no length is given (RFC 3261 §18.3).
        long length = declared == null ? available : HeaderText.number(declared, MAX_MESSAGE_BYTES, "Content-Length");
        if (length > available) {
            throw new SipSyntaxException("the body is shorter than its Content-Length");
        }
        return new String(datagram, start, (int) length, StandardCharsets.UTF_8);
    }

    private static SipMessage message(String startLine, Headers headers, String body) throws SipSyntaxException {
        MandatoryHeaders typed = MandatoryHeaders.parse(headers);
        return startLine.startsWith("SIP/")
                ? StartLine.response(startLine, headers, typed, body)
                : StartLine.request(startLine, headers, typed, body);
    }

    private static Headers echo(String startLine, List<Header> headers) {
        Headers all = new Headers(headers);
        @Nullable String via = all.first("Via");
        if (startLine.startsWith("SIP/2.0 ") || startLine.startsWith("ACK ") || via == null) {
            return Headers.NONE;
        }
        Set<String> echoed = Set.of("via", "from", "to", "call-id", "cseq");
        return new Headers(all.lines().stream()
                .filter(line -> echoed.contains(line.name().toLowerCase(Locale.ROOT)))
                .toList());
    }
}
