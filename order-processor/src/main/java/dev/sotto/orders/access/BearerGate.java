package dev.sotto.orders.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Nothing is open unless it is listed here: every other path needs a bearer token, and a path that names a restaurant
 * needs a token of that restaurant. Tokens come in the Authorization header only, because URLs end up in logs.
 */
public final class BearerGate implements WebFilter {

    private static final String BEARER = "bearer ";
    private static final List<PathPattern> OPEN = patterns(
            "/actuator/health",
            "/actuator/health/**",
            "/actuator/prometheus",
            "/kitchen/{restaurantId}",
            "/manager/{restaurantId}",
            "/openapi.json",
            "/assets/**");
    private static final List<PathPattern> OF_A_RESTAURANT =
            patterns("/api/restaurants/{restaurantId}/**", "/kitchen/{restaurantId}/**", "/manager/{restaurantId}/**");

    /** By hash, so that the time of a look-up says nothing about a token. */
    private final Map<String, Visitor> visitors;

    public BearerGate(List<AccessToken> tokens) {
        this.visitors = tokens.stream()
                .collect(Collectors.toMap(
                        token -> hash(token.token().strip()),
                        token -> new Visitor(token.restaurantId(), token.role())));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        if (isOpen(exchange.getRequest().getMethod(), path)) {
            return chain.filter(exchange);
        }
        Visitor visitor = visitor(exchange.getRequest().getHeaders());
        if (visitor == null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"sotto\"");
            return Mono.error(new Turned(HttpStatus.UNAUTHORIZED, "Send a valid token: Authorization: Bearer …"));
        }
        String restaurantId = restaurantIn(path);
        if (restaurantId != null && !restaurantId.equals(visitor.restaurantId())) {
            return Mono.error(new Turned(HttpStatus.FORBIDDEN, "This token belongs to another restaurant."));
        }
        exchange.getAttributes().put(Visitor.ATTRIBUTE, visitor);
        return chain.filter(exchange);
    }

    private static boolean isOpen(HttpMethod method, PathContainer path) {
        boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        return reads && OPEN.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private @Nullable Visitor visitor(HttpHeaders headers) {
        String header = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return visitors.get(hash(header.substring(BEARER.length()).strip()));
    }

    private static @Nullable String restaurantIn(PathContainer path) {
        for (PathPattern pattern : OF_A_RESTAURANT) {
            PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
            if (match != null) {
                return match.getUriVariables().get("restaurantId");
            }
        }
        return null;
    }

    private static List<PathPattern> patterns(String... paths) {
        Function<String, PathPattern> parse = PathPatternParser.defaultInstance::parse;
        return List.of(paths).stream().map(parse).toList();
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
