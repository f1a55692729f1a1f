package dev.sotto.analytics.http;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A request that is answered before its end has been read can leave its connection deaf: the next request on it is never
 * read (Reactor Netty 1.3). One without a body is therefore handled when its end has come, which is at once; who refuses
 * one with a body reads it first.
 */
public final class WholeRequests implements WebFilter {

    /** Of an endless body only the beginning is waited for. */
    private static final int PIECES_AT_MOST = 64;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return bringsSomething(exchange.getRequest())
                ? chain.filter(exchange)
                : read(exchange.getRequest()).then(Mono.defer(() -> chain.filter(exchange)));
    }

    static Mono<Void> read(ServerHttpRequest request) {
        return request.getBody()
                .take(PIECES_AT_MOST)
                .doOnNext((DataBuffer piece) -> DataBufferUtils.release(piece))
                .then();
    }

    private static boolean bringsSomething(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }
}
