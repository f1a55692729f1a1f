package dev.sotto.gateway;

import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.tokens.TokenVerifier;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** What earpieces need as long as the gateway runs: fresh keys, and an eye on who may still be here. */
final class EarpieceLife implements SmartLifecycle {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TokenVerifier tokens;
    private final EarpieceEndpoint earpieces;
    private volatile Disposable running = Disposables.disposed();

    EarpieceLife(TokenVerifier tokens, EarpieceEndpoint earpieces) {
        this.tokens = tokens;
        this.earpieces = earpieces;
    }

    @Override
    public void start() {
        running = Disposables.composite(tokens.readKeys().subscribe(), looking().subscribe());
    }

    private Flux<?> looking() {
        return Flux.interval(LOOK_EVERY).onBackpressureDrop().doOnNext(tick -> earpieces.look());
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
