package dev.sotto.gateway;

import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.earpiece.notice.TableOrders;
import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.session.EarpieceSession;
import dev.sotto.gateway.earpiece.session.EarpieceSessions;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.schemas.order.OrderRecord;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * What earpieces need as long as the gateway runs: fresh keys, an eye on who may still be here, what the kitchen has
 * ready, and what was understood of their words. The last two are read by every node in full, since a device may be on
 * any of them: orders are rare, and transcripts a few a minute and call.
 */
final class EarpieceLife implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EarpieceLife.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final EventLog log;
    private final TokenVerifier tokens;
    private final EarpieceEndpoint earpieces;
    private final EarpieceSessions sessions;
    private final TableOrders orders;
    private final Executor loop;
    private volatile Disposable running = Disposables.disposed();

    EarpieceLife(
            EventLog log,
            TokenVerifier tokens,
            EarpieceEndpoint earpieces,
            EarpieceSessions sessions,
            TableOrders orders,
            Executor loop) {
        this.log = log;
        this.tokens = tokens;
        this.earpieces = earpieces;
        this.sessions = sessions;
        this.orders = orders;
        this.loop = loop;
    }

    @Override
    public void start() {
        running = Disposables.composite(
                tokens.readKeys().subscribe(),
                lasting("looking after the lines", this::looking).subscribe(),
                lasting("hearing of ready tables", this::orders).subscribe(),
                lasting("showing what was heard", this::transcripts).subscribe());
    }

    /** A single failure must not leave every later revocation, heartbeat and notice undone. */
    private static <T> Flux<T> lasting(String what, Supplier<Flux<T>> work) {
        return Flux.defer(work)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, LOOK_EVERY)
                        .doBeforeRetry(
                                retry -> LOG.error("The gateway goes on {} after a failure.", what, retry.failure())));
    }

    private Flux<Long> looking() {
        return Flux.interval(LOOK_EVERY).onBackpressureDrop().doOnNext(tick -> earpieces.look());
    }

    private Flux<Delivery<OrderRecord>> orders() {
        return log.followAll(Topics.ORDERS_EVENTS, Instant.now().minus(TableOrders.LOOK_BACK))
                .doOnNext(delivery -> orders.hear(delivery.require()));
    }

    private Flux<Delivery<SpeechRecord>> transcripts() {
        return log.followAll(Topics.SPEECH_TRANSCRIPTS, Instant.now())
                .doOnNext(delivery -> loop.execute(() -> show(delivery.require())));
    }

    private void show(SpeechRecord speech) {
        EarpieceSession session = sessions.held(speech.callId());
        if (session == null) {
            return;
        }
        switch (speech.event()) {
            case FinalTranscript words -> session.show(new Outgoing.Heard(words.text()));
            case UnclearSpeech _ -> session.show(new Outgoing.Unclear());
            default -> {}
        }
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
