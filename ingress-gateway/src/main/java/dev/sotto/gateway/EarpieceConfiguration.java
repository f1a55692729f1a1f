package dev.sotto.gateway;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.Replies;
import dev.sotto.gateway.earpiece.EarpieceDesk;
import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.earpiece.HandshakeDeadline;
import dev.sotto.gateway.earpiece.notice.NoticeBoard;
import dev.sotto.gateway.earpiece.notice.SoldOut;
import dev.sotto.gateway.earpiece.notice.TableOrders;
import dev.sotto.gateway.earpiece.page.PageRoutes;
import dev.sotto.gateway.earpiece.session.EarpieceSessions;
import dev.sotto.gateway.tokens.Revocations;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.security.Revocation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** How the earpiece side of the gateway is put together. */
@Configuration(proxyBeanMethods = false)
class EarpieceConfiguration {

    /**
     * Left to itself the kernel keeps up to four megabytes for a peer that does not read, and we would notice only then.
     * It doubles this, which carries our voice over a round trip of two seconds.
     */
    private static final int KERNEL_SEND_BYTES = 32 * 1024;

    /** Every line has been said goodbye to by the time the threads stop. */
    private static final Duration QUIET_BEFORE_STOP = Duration.ofMillis(50);

    /** Threads of its own: the global ones end with the first service of a JVM that stops. */
    @Bean
    ReactorResourceFactory reactorResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(QUIET_BEFORE_STOP);
        return resources;
    }

    @Bean
    StateTable<Revocation> revocations(EventLog log) {
        return log.table(Topics.SECURITY_REVOCATIONS);
    }

    @Bean
    StateTable<EarpiecePosition> earpiecePositions(EventLog log) {
        return log.table(Topics.EARPIECE_SESSIONS);
    }

    @Bean
    TokenVerifier tokenVerifier(GatewaySettings settings, StateTable<Revocation> table, MeterRegistry registry) {
        return TokenVerifier.of(settings.tokens(), Revocations.in(table), registry);
    }

    @Bean
    OtherReplyLines otherReplyLines(EventLog log, Replies replies) {
        return new OtherReplyLines(log, replies);
    }

    @Bean
    EarpieceSessions earpieceSessions(
            GatewaySettings settings,
            Exchange exchange,
            EventLog log,
            StateTable<EarpiecePosition> positions,
            ReplyLine replyLine,
            OtherReplyLines others) {
        LoggedSessions store = new LoggedSessions(log, positions, replyLine, others::follow);
        return new EarpieceSessions(exchange, store, settings.nodeId(), settings.capacity(), settings.replyPartition());
    }

    @Bean
    NoticeBoard noticeBoard() {
        return new NoticeBoard();
    }

    @Bean
    SoldOut soldOut(NoticeBoard board, StateTable<RestaurantConfig> restaurants) {
        SoldOut soldOut = new SoldOut(board);
        restaurants.onChange(id -> {
            RestaurantConfig changed = restaurants.get(id);
            if (changed != null) {
                soldOut.changed(changed);
            }
        });
        restaurants.values().forEach(soldOut::changed);
        return soldOut;
    }

    @Bean
    EarpieceEndpoint earpieceEndpoint(
            GatewaySettings settings,
            Exchange exchange,
            TokenVerifier tokens,
            EarpieceSessions sessions,
            NoticeBoard board,
            SoldOut soldOut,
            StateTable<RestaurantConfig> restaurants,
            StateTable<Revocation> revocations,
            MeterRegistry registry) {
        EarpieceDesk desk = new EarpieceDesk(exchange, sessions, board, soldOut, restaurants::get);
        EarpieceEndpoint endpoint = new EarpieceEndpoint(settings.earpiece(), tokens, desk, registry);
        revocations.onChange(subject -> endpoint.look());
        return endpoint;
    }

    @Bean
    HandlerMapping earpieceMapping(EarpieceEndpoint earpieces) {
        // Before the static resources, which would take any path.
        return new SimpleUrlHandlerMapping(Map.of(EarpieceEndpoint.PATH, earpieces), 0);
    }

    @Bean
    RouterFunction<ServerResponse> earpiecePage(GatewaySettings settings, TokenVerifier tokens) {
        return new PageRoutes(tokens, settings.earpiece().pairing()).routes();
    }

    /** The sockets of the HTTP side: who says nothing is shut out, and what a device does not read does not pile up. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> sockets(
            GatewaySettings settings, MeterRegistry registry) {
        Duration handshake = settings.earpiece().handshake();
        Counter slow = registry.counter("sotto.gateway.earpiece.refused", "reason", "slow");
        return factory ->
                factory.addServerCustomizers(server -> server.childOption(ChannelOption.SO_SNDBUF, KERNEL_SEND_BYTES)
                        .doOnChannelInit((observer, channel, remote) ->
                                HandshakeDeadline.on(channel, handshake, slow::increment)));
    }

    @Bean
    EarpieceLife earpieceLife(
            EventLog log,
            TokenVerifier tokens,
            EarpieceEndpoint earpieces,
            EarpieceSessions sessions,
            NoticeBoard board,
            StateTable<EarpiecePosition> positions,
            Exchange exchange) {
        TableOrders orders = new TableOrders(board, callId -> {
            EarpiecePosition position = positions.get(callId);
            return position == null ? null : position.deviceId();
        });
        return new EarpieceLife(log, tokens, earpieces, sessions, orders, exchange.loop());
    }

    @Bean
    TokenHealth tokensHealthIndicator(TokenVerifier tokens) {
        return new TokenHealth(tokens);
    }
}
