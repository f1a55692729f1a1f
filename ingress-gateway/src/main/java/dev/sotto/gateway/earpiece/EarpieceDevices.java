package dev.sotto.gateway.earpiece;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Who may connect. The token comes in the {@code Authorization} header, or, since browsers cannot set it, as an offered
 * subprotocol {@code bearer.<token>}; never in the address, which ends up in logs.
 */
public final class EarpieceDevices {

    static final String SUBPROTOCOL = "sotto.earpiece.v1";

    private static final String HEADER_PREFIX = "Bearer ";
    private static final String PROTOCOL_PREFIX = "bearer.";

    private final Map<String, EarpieceDevice> byToken;

    public EarpieceDevices(Map<String, EarpieceDevice> byToken) {
        this.byToken = Map.copyOf(byToken);
    }

    @Nullable
    EarpieceDevice authenticate(HttpHeaders headers) {
        String token = tokenIn(headers);
        EarpieceDevice found = null;
        // Every token is compared in full, so that the time taken tells nothing about them.
        for (Map.Entry<String, EarpieceDevice> known : byToken.entrySet()) {
            if (MessageDigest.isEqual(bytes(known.getKey()), bytes(token))) {
                found = known.getValue();
            }
        }
        return found;
    }

    private static String tokenIn(HttpHeaders headers) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length())) {
            return authorization.substring(HEADER_PREFIX.length()).strip();
        }
        List<String> offered = headers.getOrEmpty("Sec-WebSocket-Protocol");
        for (String line : offered) {
            for (String protocol : line.split(",", -1)) {
                if (protocol.strip().startsWith(PROTOCOL_PREFIX)) {
                    return protocol.strip().substring(PROTOCOL_PREFIX.length());
                }
            }
        }
        return "";
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
