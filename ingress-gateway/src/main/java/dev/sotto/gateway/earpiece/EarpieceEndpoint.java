package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.tokens.Refusal;
import dev.sotto.gateway.tokens.ShownToken;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.gateway.tokens.Verdict;
import dev.sotto.gateway.tokens.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

/** {@code /earpiece}: lets a device in by its token, then speaks the protocol of {@link Incoming}, {@link Outgoing}. */
public final class EarpieceEndpoint implements WebHandler {

    public static final String PATH = "/earpiece";

    /** The largest message is an audio frame of 649 bytes; a control message is a few hundred. */
    private static final int MAX_MESSAGE_BYTES = 2048;

    private static final String SUBPROTOCOL = "sotto.earpiece.v1";

    private final TokenVerifier tokens;
    private final EarpieceSessions sessions;
    private final Exchange exchange;
    private final JsonMapper json = new JsonMapper();
    private final Set<EarpieceConnection> connections = ConcurrentHashMap.newKeySet();
    private final WebSocketService webSockets = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(MAX_MESSAGE_BYTES)));

    public EarpieceEndpoint(TokenVerifier tokens, EarpieceSessions sessions, Exchange exchange) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.exchange = exchange;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange request) {
        return verdict(request.getRequest()).flatMap(verdict -> switch (verdict) {
            case Verdict.Accepted(VerifiedToken token) -> webSockets.handleRequest(request, new Handler(token));
            case Verdict.Refused(Refusal reason) -> refuse(request.getResponse(), reason);
        });
    }

    private Mono<Verdict> verdict(ServerHttpRequest request) {
        return switch (ShownToken.in(request.getHeaders(), request.getURI())) {
            case ShownToken.One(String token) -> tokens.verify(token);
            case ShownToken.Wrong(Refusal reason) -> Mono.just(tokens.refuse(reason));
        };
    }

    /** Who came in with a token that has expired or was revoked has to go; looked at now and then, and on revocations. */
    public void look() {
        connections.forEach(connection -> connection.closeIfNoLongerGood(tokens));
    }

    /** Tells every device that the gateway goes away, so that it reconnects to another. Runs on the event loop. */
    public void close() {
        connections.forEach(connection -> connection.close(CloseStatus.GOING_AWAY));
    }

    private static Mono<Void> refuse(ServerHttpResponse response, Refusal reason) {
        response.setStatusCode(HttpStatusCode.valueOf(reason.status()));
        if (reason == Refusal.NOT_READY) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
        } else {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, reason.challenge());
        }
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        byte[] words = (reason.words() + "\n").getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(words)));
    }

    private final class Handler implements WebSocketHandler {

        private final VerifiedToken token;

        Handler(VerifiedToken token) {
            this.token = token;
        }

        @Override
        public List<String> getSubProtocols() {
            return List.of(SUBPROTOCOL);
        }

        @Override
        public Mono<Void> handle(WebSocketSession socket) {
            EarpieceConnection connection = new EarpieceConnection(token, socket, sessions, exchange, json);
            connections.add(connection);
            return connection.run().doFinally(signal -> connections.remove(connection));
        }
    }
}
