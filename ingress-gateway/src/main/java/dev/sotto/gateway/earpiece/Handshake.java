package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.tokens.Refusal;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whether a request opens a WebSocket as RFC 6455 §4.2.1 says, from a page that may. */
final class Handshake {

    private static final String VERSION = "Sec-WebSocket-Version";
    private static final Map<String, String> ASK_FOR_UPGRADE = Map.of("Upgrade", "websocket", VERSION, "13");

    static final Fault NO_WEBSOCKET = new Fault(
            426,
            "not-websocket",
            "This is where earpieces connect by WebSocket; the page is at /earpiece/.",
            ASK_FOR_UPGRADE);
    static final Fault OTHER_VERSION =
            new Fault(426, "version", "WebSockets of version 13 are spoken here.", ASK_FOR_UPGRADE);
    static final Fault NO_KEY =
            new Fault(400, "key", "Sec-WebSocket-Key must be sixteen random bytes in base64.", Map.of());
    static final Fault FOREIGN =
            new Fault(403, "origin", "Pages of this origin may not connect (gateway.earpiece.origins).", Map.of());
    static final Fault FULL = new Fault(
            503,
            "full",
            "All lines of this gateway are taken: try another, or again in a while.",
            Map.of("Retry-After", "10"));

    private final Set<String> origins;

    /** {@code counted} is the reason in the metrics. */
    record Fault(int status, String counted, String words, Map<String, String> headers) {

        static Fault of(Refusal reason) {
            Map<String, String> headers = reason == Refusal.NOT_READY
                    ? Map.of(HttpHeaders.RETRY_AFTER, "1")
                    : Map.of(HttpHeaders.WWW_AUTHENTICATE, reason.challenge());
            return new Fault(reason.status(), "token", reason.words(), headers);
        }
    }

    Handshake(Set<String> origins) {
        this.origins = origins;
    }

    /** What is wrong with it; null when nothing. */
    @Nullable
    Fault check(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        if (!"websocket".equalsIgnoreCase(headers.getUpgrade()) || !HttpMethod.GET.equals(request.getMethod())) {
            return NO_WEBSOCKET;
        }
        if (!"13".equals(headers.getFirst(VERSION))) {
            return OTHER_VERSION;
        }
        if (!isKey(headers.getFirst("Sec-WebSocket-Key"))) {
            return NO_KEY;
        }
        return isFromHere(headers) ? null : FOREIGN;
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.strip()).length == 16;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** Browsers always say which site's page connects, devices never; our own page has our own address. */
    private boolean isFromHere(HttpHeaders headers) {
        String origin = headers.getOrigin();
        if (origin == null || origins.contains(origin)) {
            return true;
        }
        String host = headers.getFirst(HttpHeaders.HOST);
        try {
            return host != null
                    && host.toLowerCase(Locale.ROOT).equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
