package dev.sotto.gateway.tokens;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * What a request shows: a token in the {@code Authorization} header (RFC 6750 §2.1) or, since browsers cannot set it, as
 * an offered subprotocol {@code bearer.<token>}. One in the address is refused and not even looked at: whoever lets it
 * pass teaches people to put it there.
 */
public sealed interface ShownToken {

    record One(String token) implements ShownToken {}

    record Wrong(Refusal reason) implements ShownToken {}

    String HEADER_PREFIX = "Bearer ";
    String PROTOCOL_PREFIX = "bearer.";
    String PROTOCOLS = "Sec-WebSocket-Protocol";
    Set<String> TOKEN_NAMES = Set.of("access_token", "token", "jwt", "bearer", "authorization", "id_token", "api_key");

    /** Three parts in base64url, the first beginning as a JSON object does. */
    Pattern LIKE_A_TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");

    static ShownToken in(HttpHeaders headers, URI address) {
        if (isInAddress(address)) {
            return new Wrong(Refusal.IN_ADDRESS);
        }
        List<String> shown = new ArrayList<>();
        for (String line : headers.getOrEmpty(HttpHeaders.AUTHORIZATION)) {
            if (line.regionMatches(true, 0, HEADER_PREFIX, 0, HEADER_PREFIX.length())) {
                shown.add(line.substring(HEADER_PREFIX.length()).strip());
            }
        }
        for (String protocol : offered(headers)) {
            if (protocol.startsWith(PROTOCOL_PREFIX)) {
                shown.add(protocol.substring(PROTOCOL_PREFIX.length()));
            }
        }
        return switch (shown.size()) {
            case 0 -> new Wrong(Refusal.MISSING);
            case 1 -> new One(shown.getFirst());
            default -> new Wrong(Refusal.TWICE);
        };
    }

    /** The subprotocols a client offers, in its order (RFC 6455 §11.3.4). */
    static List<String> offered(HttpHeaders headers) {
        return headers.getOrEmpty(PROTOCOLS).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }

    private static boolean isInAddress(URI address) {
        String query = address.getRawQuery();
        if (query == null) {
            return LIKE_A_TOKEN.matcher(address.toString()).find();
        }
        for (String parameter : query.split("&", -1)) {
            String name = URLDecoder.decode(
                    parameter.split("=", 2)[0].replaceAll("%(?![0-9a-fA-F]{2})", "%25"), StandardCharsets.UTF_8);
            if (TOKEN_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return LIKE_A_TOKEN.matcher(address.toString()).find();
    }
}
