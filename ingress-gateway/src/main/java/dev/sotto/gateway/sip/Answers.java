package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Status;
import java.util.ArrayList;
import java.util.List;

/** Builds responses as RFC 3261 §8.2.6 wants them: the request's Via, From, Call-ID and CSeq come back untouched. */
public final class Answers {

    static final String SERVER = "Sotto";
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, PRACK, INFO";
    static final String SUPPORTED = "100rel, timer";

    private Answers() {}

    static SipResponse to(SipRequest request, Status status, String toTag) {
        return to(request, status, toTag, Headers.NONE, "");
    }

    public static SipResponse to(SipRequest request, Status status, String toTag, Headers extra, String body) {
        List<Header> headers = new ArrayList<>();
        request.headers().all("Via").forEach(via -> headers.add(new Header("Via", via)));
        boolean formsDialog = status.code() > 100 && status.code() < 300 && request.is("INVITE");
        if (formsDialog) {
            request.headers().all("Record-Route").forEach(route -> headers.add(new Header("Record-Route", route)));
        }
        headers.add(new Header("Server", SERVER));
        headers.addAll(extra.lines());
        boolean tagged = request.to().tag() != null || toTag.isEmpty();
        return new SipResponse(
                status.code(),
                status.reason(),
                Headers.of(headers),
                request.via(),
                request.from(),
                tagged ? request.to() : request.to().withTag(toTag),
                request.callId(),
                request.cseq(),
                body);
    }
}
