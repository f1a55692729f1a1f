package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    private final EarpieceDevices devices;
    private final EarpieceSessions sessions;
    private final Exchange exchange;
    private final JsonMapper json = new JsonMapper();
    private final Set<EarpieceConnection> connections = ConcurrentHashMap.newKeySet();
    private final WebSocketService webSockets = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
            () -> WebsocketServerSpec.builder().maxFramePayloadLength(MAX_MESSAGE_BYTES)));

    public EarpieceEndpoint(EarpieceDevices devices, EarpieceSessions sessions, Exchange exchange) {
        this.devices = devices;
        this.sessions = sessions;
        this.exchange = exchange;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange request) {
        EarpieceDevice device = devices.authenticate(request.getRequest().getHeaders());
        return device == null ? refuse(request.getResponse()) : webSockets.handleRequest(request, new Handler(device));
    }

    /** Tells every device that the gateway goes away, so that it reconnects to another. Runs on the event loop. */
    public void close() {
        connections.forEach(connection -> connection.close(CloseStatus.GOING_AWAY));
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        byte[] words = "This device is not known: its token is missing or wrong.\n".getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(words)));
    }

    private final class Handler implements WebSocketHandler {

        private final EarpieceDevice device;

        Handler(EarpieceDevice device) {
            this.device = device;
        }

        @Override
        public List<String> getSubProtocols() {
            return List.of(EarpieceDevices.SUBPROTOCOL);
        }

        @Override
        public Mono<Void> handle(WebSocketSession socket) {
            EarpieceConnection connection = new EarpieceConnection(device, socket, sessions, exchange, json);
            connections.add(connection);
            return connection.run().doFinally(signal -> connections.remove(connection));
        }
    }
}
