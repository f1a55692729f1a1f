package dev.sotto.gateway;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.earpiece.EarpieceSessions;
import dev.sotto.gateway.tokens.Revocations;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.schemas.security.Revocation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** How the earpiece side of the gateway is put together. */
@Configuration(proxyBeanMethods = false)
class EarpieceConfiguration {

    @Bean
    StateTable<Revocation> revocations(EventLog log) {
        return log.table(Topics.SECURITY_REVOCATIONS);
    }

    @Bean
    TokenVerifier tokenVerifier(GatewaySettings settings, StateTable<Revocation> table, MeterRegistry registry) {
        return TokenVerifier.of(settings.tokens(), Revocations.in(table), registry);
    }

    @Bean
    EarpieceEndpoint earpieceEndpoint(
            GatewaySettings settings, Exchange exchange, TokenVerifier tokens, StateTable<Revocation> revocations) {
        EarpieceSessions sessions = new EarpieceSessions(exchange, settings.capacity(), settings.replyPartition());
        EarpieceEndpoint endpoint = new EarpieceEndpoint(tokens, sessions, exchange);
        revocations.onChange(subject -> endpoint.look());
        return endpoint;
    }

    @Bean
    HandlerMapping earpieceMapping(EarpieceEndpoint earpieces) {
        // Before the static resources, which would take any path.
        return new SimpleUrlHandlerMapping(Map.of(EarpieceEndpoint.PATH, earpieces), 0);
    }

    @Bean
    EarpieceLife earpieceLife(TokenVerifier tokens, EarpieceEndpoint earpieces) {
        return new EarpieceLife(tokens, earpieces);
    }

    @Bean
    TokenHealth tokenHealth(TokenVerifier tokens) {
        return new TokenHealth(tokens);
    }
}
