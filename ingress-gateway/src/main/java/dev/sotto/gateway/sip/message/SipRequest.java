package dev.sotto.gateway.sip.message;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the other end asks of us, or we of it. */
public record SipRequest(
        String method,
        SipUri uri,
        Headers headers,
        Via via,
        NameAddress from,
        NameAddress to,
        String callId,
        CSeq cseq,
        String body)
        implements SipMessage {

    public boolean is(String wanted) {
        return method.equals(wanted);
    }

    /** The body when it is a session description, null when there is none. */
    public @Nullable String offer() {
        return body.isBlank() ? null : body;
    }

    /** The media type of the body in lower case, without parameters; empty when the sender named none. */
    public String contentType() {
        String type = headers.first("Content-Type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public List<String> recordRoutes() {
        return headers.tokens("Record-Route");
    }

    public SipRequest withVia(Via hop) {
        return new SipRequest(method, uri, headers, hop, from, to, callId, cseq, body);
    }

    public SipRequest with(String name, String value) {
        return new SipRequest(method, uri, headers.and(name, value), via, from, to, callId, cseq, body);
    }
}
