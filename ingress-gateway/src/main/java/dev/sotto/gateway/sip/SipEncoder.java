package dev.sotto.gateway.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Writes a message: the typed fields first, then every other header as it stands, then the counted body. */
final class SipEncoder {

    private static final Set<String> TYPED = Set.of("from", "to", "call-id", "cseq", "content-length");

    private SipEncoder() {}

    static byte[] encode(SipMessage message) {
        StringBuilder text = new StringBuilder(512);
        switch (message) {
            case SipRequest request ->
                text.append(request.method()).append(' ').append(request.uri()).append(" SIP/2.0\r\n");
            case SipResponse response ->
                text.append("SIP/2.0 ")
                        .append(response.status())
                        .append(' ')
                        .append(response.reason())
                        .append("\r\n");
        }
        boolean topmost = true;
        for (Header header : message.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("via") && topmost) {
                // The topmost hop is typed (it may have been marked with rport); those below it go back untouched.
                line(text, "Via", withTopmost(message.via(), header.value()));
                topmost = false;
            } else if (!TYPED.contains(name)) {
                line(text, header.name(), header.value());
            }
        }
        line(text, "From", message.from().toString());
        line(text, "To", message.to().toString());
        line(text, "Call-ID", message.callId());
        line(text, "CSeq", message.cseq().toString());
        line(text, "Content-Length", Integer.toString(message.body().getBytes(StandardCharsets.UTF_8).length));
        return text.append("\r\n").append(message.body()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String withTopmost(Via via, String line) {
        var hops = HeaderText.splitAtCommas(line);
        StringBuilder text = new StringBuilder(via.toString());
        hops.subList(1, hops.size()).forEach(hop -> text.append(", ").append(hop.strip()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
    }
}
