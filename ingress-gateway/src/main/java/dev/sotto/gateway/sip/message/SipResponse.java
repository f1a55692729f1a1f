package dev.sotto.gateway.sip.message;

/** What a request came to. */
public record SipResponse(
        int status,
        String reason,
        Headers headers,
        Via via,
        NameAddress from,
        NameAddress to,
        String callId,
        CSeq cseq,
        String body)
        implements SipMessage {

    public boolean isFinal() {
        return status >= 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
