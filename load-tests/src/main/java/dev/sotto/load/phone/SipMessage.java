package dev.sotto.load.phone;

import dev.sotto.load.phone.Headers.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One SIP message as it stands in one datagram (RFC 3261 section 7). */
sealed interface SipMessage {
    Headers headers();

    String body();

    String startLine();

    record Request(String method, String uri, Headers headers, String body) implements SipMessage {
        @Override
        public String startLine() {
            return method + " " + uri + " SIP/2.0";
        }

        /** The answer a server builds: the headers RFC 3261 section 8.2.6 copies, and no more. */
        Response answer(int status, String reason, String toTag) {
            List<Header> copied = new ArrayList<>(headers.named("Via"));
            copied.add(new Header("From", headers.required("From")));
            String to = headers.required("To");
            copied.add(new Header("To", tag(to).isEmpty() ? to + ";tag=" + toTag : to));
            copied.add(new Header("Call-ID", headers.required("Call-ID")));
            copied.add(new Header("CSeq", headers.required("CSeq")));
            return new Response(status, reason, new Headers(copied), "");
        }
    }

    record Response(int status, String reason, Headers headers, String body) implements SipMessage {
        @Override
        public String startLine() {
            return "SIP/2.0 " + status + " " + reason;
        }
    }

    default String callId() {
        return headers().required("Call-ID");
    }

    /** The branch of the topmost Via, which names the transaction. */
    default String branch() {
        return parameter(headers().all("Via").getFirst(), "branch");
    }

    default byte[] bytes() {
        byte[] content = body().getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(startLine()).append("\r\n");
        headers()
                .fields()
                .forEach(field -> text.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        text.append("Content-Length: ")
                .append(content.length)
                .append("\r\n\r\n")
                .append(body());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String tag(String fromOrTo) {
        return parameter(fromOrTo.substring(fromOrTo.lastIndexOf('>') + 1), "tag");
    }

    /** A {@code ;name=value} parameter, empty when absent. */
    static String parameter(String value, String name) {
        for (String part : value.split(";", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return pair[1].strip();
            }
        }
        return "";
    }

    static SipMessage parse(byte[] datagram, int length) {
        String text = new String(datagram, 0, length, StandardCharsets.UTF_8);
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            throw new MalformedSip("it has no end of headers");
        }
        String[] lines = text.substring(0, blank).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1);
        List<Header> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new MalformedSip("'" + lines[i] + "' is no header");
            }
            fields.add(new Header(
                    lines[i].substring(0, colon).strip(),
                    lines[i].substring(colon + 1).strip()));
        }
        Headers headers = new Headers(fields);
        if (headers.all("Via").isEmpty()) {
            throw new MalformedSip("it has no Via header");
        }
        return started(lines[0], headers, text.substring(blank + 4));
    }

    private static SipMessage started(String line, Headers headers, String body) {
        String[] parts = line.split(" ", 3);
        if (parts.length >= 2 && parts[0].equals("SIP/2.0") && parts[1].matches("[1-6]\\d\\d")) {
            return new Response(Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : "", headers, body);
        }
        if (parts.length == 3 && parts[2].equals("SIP/2.0")) {
            return new Request(parts[0].toUpperCase(Locale.ROOT), parts[1], headers, body);
        }
        throw new MalformedSip("'" + line + "' is no start line");
    }
}
