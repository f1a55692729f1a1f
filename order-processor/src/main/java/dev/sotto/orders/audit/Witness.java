package dev.sotto.orders.audit;

import dev.sotto.orders.access.Errand;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.store.Fault;
import dev.sotto.orders.store.Postgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Nothing is done that is not written down: every command is, with who sent it, before any route sees it, and what came of
 * it before it is answered. A command whose outcome is missing was cut off, or its outcome could not be written.
 */
public final class Witness implements WebFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private final AuditLog log;
    private final Counter lost;

    public Witness(Postgres postgres, Clock clock, MeterRegistry registry) {
        this.log = new AuditLog(postgres, clock);
        this.lost = Counter.builder("sotto.orders.audit.outcomes.lost")
                .description("Commands that were written down and done, whose outcome could not be")
                .register(registry);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Errand errand = exchange.getAttribute(Errand.ATTRIBUTE);
        if (errand == null) {
            return chain.filter(exchange);
        }
        Visitor visitor = Visitor.of(exchange);
        return log.asked(visitor, errand).flatMap(id -> {
            ServerHttpResponse response = exchange.getResponse();
            response.beforeCommit(() -> outcome(visitor.restaurantId(), id, response.getStatusCode()));
            return chain.filter(exchange);
        });
    }

    private Mono<Void> outcome(String restaurantId, String id, @Nullable HttpStatusCode status) {
        return log.answered(restaurantId, id, status == null ? 200 : status.value())
                .onErrorResume(failed -> Mono.fromRunnable(() -> {
                    lost.increment();
                    LOG.warn("The outcome of {} could not be written down: {}", id, Fault.sentence(failed));
                }));
    }
}
