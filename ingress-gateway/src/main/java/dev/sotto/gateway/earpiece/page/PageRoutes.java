package dev.sotto.gateway.earpiece.page;

import dev.sotto.gateway.tokens.Refusal;
import dev.sotto.gateway.tokens.ShownToken;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.gateway.tokens.Verdict;
import dev.sotto.shipped.ShippedFiles;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /earpiece/}: the page, what belongs to it, and the protocol's description. */
public final class PageRoutes {

    private static final ShippedFiles FILES = new ShippedFiles(PageRoutes.class, "");
    private static final ShippedFiles PROTOCOL = new ShippedFiles(PageRoutes.class, "/dev/sotto/gateway/earpiece/");

    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.TEXT_HTML,
            "js", MediaType.parseMediaType("text/javascript"),
            "css", MediaType.parseMediaType("text/css"),
            "svg", MediaType.parseMediaType("image/svg+xml"),
            "webmanifest", MediaType.parseMediaType("application/manifest+json"));

    private final TokenVerifier tokens;
    private final String pairing;
    /** The page says what others said: nothing may run, load or be sent that is not ours, or where it is paired. */
    private final String policy;

    /** @param pairing where the page pairs itself and renews its token; null for nowhere */
    public PageRoutes(TokenVerifier tokens, @Nullable String pairing) {
        this.tokens = tokens;
        this.pairing = pairing == null ? "" : pairing;
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' "
                + this.pairing + "; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'";
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/earpiece/", request -> file("index.html"))
                .GET("/earpiece/token", this::token)
                .GET("/earpiece/pairing", request -> pairing())
                .GET("/earpiece/asyncapi.yaml", request -> protocol())
                .GET("/earpiece/{file}", request -> file(request.pathVariable("file")))
                .build();
    }

    /** Whether a token is good: a browser does not tell a page why its WebSocket was not opened. */
    private Mono<ServerResponse> token(ServerRequest request) {
        return switch (ShownToken.in(request.headers().asHttpHeaders(), request.uri())) {
            case ShownToken.Wrong(Refusal reason) -> refused(reason);
            case ShownToken.One(String token) ->
                tokens.verify(token).flatMap(verdict -> switch (verdict) {
                    case Verdict.Accepted _ -> ServerResponse.noContent().build();
                    case Verdict.Refused(Refusal reason) -> refused(reason);
                });
        };
    }

    /** Where this device is paired; empty where it is not. */
    private Mono<ServerResponse> pairing() {
        return ServerResponse.ok().cacheControl(CacheControl.noCache()).bodyValue(Map.of("address", pairing));
    }

    private static Mono<ServerResponse> refused(Refusal reason) {
        return ServerResponse.status(reason.status())
                .header(HttpHeaders.WWW_AUTHENTICATE, reason.challenge())
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue(reason.words() + "\n");
    }

    private Mono<ServerResponse> file(String name) {
        MediaType type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byte[] found = type != null && name.matches("[a-z]+\\.[a-z]+") ? FILES.find(name) : null;
        if (type == null || found == null) {
            return ServerResponse.notFound().build();
        }
        return answer(type, found);
    }

    private Mono<ServerResponse> protocol() {
        return answer(MediaType.parseMediaType("application/yaml"), PROTOCOL.require("earpiece.asyncapi.yaml"));
    }

    private Mono<ServerResponse> answer(MediaType type, byte[] body) {
        return ServerResponse.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .header("Permissions-Policy", "microphone=(self)")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .bodyValue(body);
    }
}
