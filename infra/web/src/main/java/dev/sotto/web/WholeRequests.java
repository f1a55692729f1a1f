package dev.sotto.web;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * No answer goes out before its request has come in whole. Who answers early, because the token is wrong, the body too long
 * or its beginning nonsense, leaves the rest lying on the connection: the next request on it may never be read (Reactor
 * Netty 1.3), and a client that is still sending may not hear why it was refused. What nobody reads is read on and dropped;
 * from who sends without end, or hardly at all, only the beginning, and his connection is closed.
 */
public final class WholeRequests implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Remainder remainder = new Remainder(exchange.getRequest().getBody());
        exchange.getResponse()
                .beforeCommit(() -> remainder
                        .readOn()
                        .filter(whole -> !whole)
                        .doOnNext(cut -> exchange.getResponse().getHeaders().setConnection("close"))
                        .then());
        return chain.filter(exchange.mutate()
                .request(new Observed(exchange.getRequest(), remainder.body()))
                .build());
    }

    private static final class Observed extends ServerHttpRequestDecorator {

        private final Flux<DataBuffer> body;

        Observed(ServerHttpRequest request, Flux<DataBuffer> body) {
            super(request);
            this.body = body;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return body;
        }
    }
}
