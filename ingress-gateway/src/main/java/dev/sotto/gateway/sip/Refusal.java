package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.Methods;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Status;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reason we cannot serve a request at all, whatever it is about (RFC 3261 §8.2). */
record Refusal(Status status, Headers extra) {

    /** What a request outside of any call may be. */
    private static final Set<String> OUTSIDE = Set.of("INVITE", "OPTIONS");

    /** What only makes sense within one: whoever asks it outside means a call that is over, or never was. */
    private static final Set<String> INSIDE = Set.of("BYE", "UPDATE", "PRACK", "INFO");

    /** Those whose body is a session description or nothing. */
    private static final Set<String> DESCRIBED = Set.of("INVITE", "UPDATE", "PRACK");

    private static final Set<String> EXTENSIONS = Set.of("100rel", "timer");
    private static final String SESSION_DESCRIPTION = "application/sdp";

    /** Null when we can. */
    static @Nullable Refusal outsideOfCalls(SipRequest request) {
        if (!Methods.isKnown(request.method())) {
            return new Refusal(Status.NOT_IMPLEMENTED, allow());
        }
        if (INSIDE.contains(request.method())) {
            return new Refusal(Status.NO_SUCH_CALL, Headers.NONE);
        }
        if (!OUTSIDE.contains(request.method())) {
            return new Refusal(Status.METHOD_NOT_ALLOWED, allow());
        }
        if (!request.uri().isSip() && !request.uri().isNumber()) {
            return new Refusal(Status.UNSUPPORTED_URI_SCHEME, Headers.NONE);
        }
        return inCall(request);
    }

    static @Nullable Refusal inCall(SipRequest request) {
        List<String> unknown = request.headers().tokens("Require").stream()
                .filter(extension -> !EXTENSIONS.contains(extension))
                .toList();
        if (!unknown.isEmpty()) {
            return new Refusal(Status.BAD_EXTENSION, Headers.NONE.and("Unsupported", String.join(", ", unknown)));
        }
        boolean described = DESCRIBED.contains(request.method()) && request.offer() != null;
        if (described && !request.contentType().equals(SESSION_DESCRIPTION)) {
            return new Refusal(Status.UNSUPPORTED_MEDIA_TYPE, Headers.NONE.and("Accept", SESSION_DESCRIPTION));
        }
        if (SessionTimer.isTooBrief(request)) {
            String least = Integer.toString(SessionTimer.LEAST_SECONDS);
            return new Refusal(Status.INTERVAL_TOO_BRIEF, Headers.NONE.and("Min-SE", least));
        }
        return null;
    }

    static Headers allow() {
        return Headers.NONE.and("Allow", Answers.ALLOW);
    }

    static Headers capabilities() {
        return allow().and("Accept", SESSION_DESCRIPTION)
                .and("Accept-Encoding", "identity")
                .and("Supported", Answers.SUPPORTED);
    }
}
