package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.protocol.Assembly;
import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.tokens.Refusal;
import dev.sotto.gateway.tokens.ShownToken;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.gateway.tokens.Verdict;
import dev.sotto.gateway.tokens.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.databind.json.JsonMapper;

/** {@code /earpiece}: the door devices come in by, and the list of those who are in. */
public final class EarpieceEndpoint implements WebHandler {

    public static final String PATH = "/earpiece";

    private static final URI PAGE = URI.create(PATH + "/");

    static final String SUBPROTOCOL = "sotto.earpiece.v1";

    /** With a subprotocol set, Reactor Netty serves nobody who offers none; a device that is no browser need not. */
    private static final WebsocketServerSpec PLAIN = spec().build();

    private static final WebsocketServerSpec OFFERED =
            spec().protocols(SUBPROTOCOL).build();

    private final EarpieceSettings settings;
    private final TokenVerifier tokens;
    private final EarpieceDesk desk;
    private final EarpieceMeters meters;
    private final Handshake handshake;
    private final CutLines cutLines = new CutLines();
    private final JsonMapper json = new JsonMapper();
    private final Set<EarpieceConnection> connections = ConcurrentHashMap.newKeySet();

    public EarpieceEndpoint(
            EarpieceSettings settings, TokenVerifier tokens, EarpieceDesk desk, MeterRegistry registry) {
        this.settings = settings;
        this.tokens = tokens;
        this.desk = desk;
        this.meters = new EarpieceMeters(registry);
        this.handshake = new Handshake(settings.origins());
        registry.gauge("sotto.gateway.earpiece.connections", connections, Set::size);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Handshake.Fault fault = handshake.check(exchange.getRequest());
        if (fault == null && connections.size() >= settings.connections()) {
            fault = Handshake.FULL;
        }
        if (Handshake.NO_WEBSOCKET.equals(fault) && wantsPage(exchange.getRequest())) {
            exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(302));
            exchange.getResponse().getHeaders().setLocation(PAGE);
            return exchange.getResponse().setComplete();
        }
        if (fault != null) {
            meters.turnedAway(fault.counted());
            return refuse(exchange.getResponse(), fault);
        }
        return verdict(exchange.getRequest()).flatMap(verdict -> switch (verdict) {
            case Verdict.Accepted(VerifiedToken token) -> welcome(exchange, token);
            case Verdict.Refused(Refusal reason) -> refuse(exchange.getResponse(), Handshake.Fault.of(reason));
        });
    }

    private static boolean wantsPage(ServerHttpRequest request) {
        return request.getHeaders().getAccept().contains(MediaType.TEXT_HTML);
    }

    private Mono<Verdict> verdict(ServerHttpRequest request) {
        return switch (ShownToken.in(request.getHeaders(), request.getURI())) {
            case ShownToken.One(String token) -> tokens.verify(token);
            case ShownToken.Wrong(Refusal reason) -> Mono.just(tokens.refuse(reason));
        };
    }

    private Mono<Void> welcome(ServerWebExchange exchange, VerifiedToken token) {
        boolean offered = ShownToken.offered(exchange.getRequest().getHeaders()).contains(SUBPROTOCOL);
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        return exchange.getResponse()
                .setComplete()
                .then(Mono.defer(
                        () -> netty.sendWebsocket((in, out) -> serve(token, in, out), offered ? OFFERED : PLAIN)));
    }

    private static WebsocketServerSpec.Builder spec() {
        return WebsocketServerSpec.builder()
                .maxFramePayloadLength(Assembly.MAX_BYTES)
                // Answered by the connection, which counts them.
                .handlePing(true);
    }

    private Mono<Void> serve(VerifiedToken token, WebsocketInbound in, WebsocketOutbound out) {
        Channel[] socket = new Channel[1];
        in.withConnection(connection -> socket[0] = connection.channel());
        PoliteClose.on(socket[0]);
        EarpieceConnection connection = new EarpieceConnection(
                token, new Line(socket[0], out, meters, json), desk, json, cutLines.firstBeat(token.deviceId()));
        connections.add(connection);
        return connection.run(in.receiveFrames().cast(WebSocketFrame.class)).doFinally(signal -> gone(connection, in));
    }

    private void gone(EarpieceConnection connection, WebsocketInbound in) {
        connections.remove(connection);
        var _ = in.receiveCloseStatus()
                .hasElement()
                .subscribe(told -> cutLines.remember(connection, !told), failure -> {});
    }

    /** Once a second and whenever something was revoked: who may no longer be here goes, who is silent is asked. */
    public void look() {
        long now = System.nanoTime();
        for (EarpieceConnection connection : connections) {
            if (tokens.stillGood(new Verdict.Accepted(connection.token())) instanceof Verdict.Refused(Refusal reason)) {
                connection.close(Closing.noLongerGood(reason.words()));
            } else {
                connection.beat(now);
            }
        }
    }

    /** Tells every device that the gateway goes away, so that it reconnects to another. */
    public void close() {
        connections.forEach(connection -> connection.close(Closing.GOING_AWAY));
    }

    private static Mono<Void> refuse(ServerHttpResponse response, Handshake.Fault fault) {
        response.setStatusCode(HttpStatusCode.valueOf(fault.status()));
        fault.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        byte[] words = (fault.words() + "\n").getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(words)));
    }
}
