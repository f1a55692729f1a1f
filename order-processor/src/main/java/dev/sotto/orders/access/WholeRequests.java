package dev.sotto.orders.access;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A request that is answered before its end has been read (as by a gate that needs only its headers) can leave its
 * connection deaf: the next request on it is never read (Reactor Netty 1.3). One without a body is therefore handled when
 * its end has come, which is at once; who refuses one with a body reads it first.
 */
public final class WholeRequests implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        return bringsSomething(request)
                ? chain.filter(exchange)
                : request.getBody().doOnNext(DataBufferUtils::release).then(Mono.defer(() -> chain.filter(exchange)));
    }

    static boolean bringsSomething(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
