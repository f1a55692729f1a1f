package dev.sotto.orders.access;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An answer that is told piece by piece, for hours maybe: it ends when who asked may not hear it any longer. */
final class WhileWelcome extends ServerHttpResponseDecorator {

    private final Publisher<?> unwelcome;

    WhileWelcome(ServerHttpResponse response, Publisher<?> unwelcome) {
        super(response);
        this.unwelcome = unwelcome;
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).takeUntilOther(unwelcome));
    }
}
