package dev.sotto.gateway.sip.message;

import java.nio.charset.StandardCharsets;

/** Writes a message: the typed fields first, then every other header as it stands, then the counted body. */
public final class SipEncoder {

    private SipEncoder() {}

    public static byte[] encode(SipMessage message) {
        Ink out = new Ink();
        switch (message) {
            case SipRequest request ->
                out.text(request.method())
                        .text(" ")
                        .text(request.uri().toString())
                        .text(" SIP/2.0\r\n");
            case SipResponse response ->
                out.text("SIP/2.0 ")
                        .text(Integer.toString(response.status()))
                        .text(" ")
                        .text(response.reason())
                        .text("\r\n");
        }
        line(out, "Via", message.via().toString() + hopsBelow(message));
        otherHeaders(out, message.headers());
        line(out, "From", message.from().toString());
        line(out, "To", message.to().toString());
        line(out, "Call-ID", message.callId());
        line(out, "CSeq", message.cseq().toString());
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        line(out, "Content-Length", Integer.toString(body.length));
        return out.text("\r\n").bytes(body, 0, body.length).dry();
    }

    /** The topmost hop is typed (it may have been marked with rport); those below it in its line go back untouched. */
    private static String hopsBelow(SipMessage message) {
        String line = message.headers().first("Via");
        if (line == null || line.indexOf(',') < 0) {
            return "";
        }
        StringBuilder below = new StringBuilder();
        var hops = Headers.splitAtCommas(line);
        hops.subList(1, hops.size()).forEach(hop -> below.append(", ").append(hop.strip()));
        return below.toString();
    }

    private static void otherHeaders(Ink out, Headers headers) {
        boolean topmost = true;
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            switch (name) {
                case "From", "To", "Call-ID", "CSeq", "Content-Length" -> {}
                case "Via" -> {
                    if (!topmost) {
                        other(out, headers, i, name);
                    }
                    topmost = false;
                }
                default -> other(out, headers, i, name);
            }
        }
    }

    private static void other(Ink out, Headers headers, int index, String name) {
        out.text(name).text(": ");
        headers.writeValue(index, out);
        out.text("\r\n");
    }

    /** What a malformed request did not say is not said back to it. */
    private static void line(Ink out, String name, String value) {
        if (!value.isEmpty()) {
            out.text(name).text(": ").text(value).text("\r\n");
        }
    }
}
