package dev.sotto.gateway;

import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.Replies;
import dev.sotto.gateway.earpiece.EarpieceEndpoint;
import dev.sotto.gateway.registration.RegistrationLife;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.reply.ReplyRecord;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What runs as long as the gateway does: listening for replies, showing that we live, and a goodbye at the end. */
final class GatewayLife implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GatewayLife.class);

    /** Three missed ones are fifteen seconds: soon enough to notice a node that died. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Heartbeats belong to no restaurant. */
    private static final String NO_RESTAURANT = "*";

    private final GatewaySettings settings;
    private final EventLog eventLog;
    private final ReplyLine replyLine;
    private final LiveCalls calls;
    private final Replies replies;
    private final Telephony telephony;
    private final EarpieceEndpoint earpieces;
    private final RegistrationLife registrations;
    private volatile Disposable running = Disposables.disposed();

    GatewayLife(
            GatewaySettings settings,
            EventLog eventLog,
            ReplyLine replyLine,
            LiveCalls calls,
            Replies replies,
            Telephony telephony,
            EarpieceEndpoint earpieces,
            RegistrationLife registrations) {
        this.settings = settings;
        this.eventLog = eventLog;
        this.replyLine = replyLine;
        this.calls = calls;
        this.replies = replies;
        this.telephony = telephony;
        this.earpieces = earpieces;
        this.registrations = registrations;
    }

    @Override
    public void start() {
        running = Disposables.composite(replies().subscribe(), heartbeats().subscribe());
        log.info("Callers reach the gateway at {}, SIP port {}", settings.sip().reachedAt(), telephony.sipPort());
    }

    private Flux<?> replies() {
        return replyLine.replies().doOnNext(this::deliver);
    }

    private void deliver(Delivery<ReplyRecord> delivery) {
        replies.deliver(delivery.require());
        delivery.acknowledge();
    }

    private Flux<?> heartbeats() {
        return Flux.interval(Duration.ZERO, HEARTBEAT)
                .onBackpressureDrop()
                .concatMap(beat -> heartbeat().onErrorComplete(), 1);
    }

    private Mono<Void> heartbeat() {
        GatewayHeartbeat beat = new GatewayHeartbeat(settings.nodeId(), calls.count(), settings.capacity());
        CallRecord record =
                new CallRecord(Envelope.unique(Topics.CALLS_EVENTS, NO_RESTAURANT), settings.nodeId(), beat);
        return eventLog.append(Topics.CALLS_EVENTS, settings.nodeId(), record, Trace.start())
                .then();
    }

    @Override
    public void stop(Runnable stopped) {
        registrations
                .handOver()
                .then(Mono.defer(() -> telephony.finishCalls(settings.drain())))
                .then(Mono.defer(() -> telephony.sayGoodbye(earpieces::close)))
                .doFinally(signal -> {
                    running.dispose();
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
