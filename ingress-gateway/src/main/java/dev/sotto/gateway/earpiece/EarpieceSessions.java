package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.CallIdentity;
import dev.sotto.gateway.call.Exchange;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallStarted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The sessions this node remembers, so that a device that comes out of a dead spot goes on where it was. Memory is
 * bounded by the node's capacity; a session nobody comes back to is ended and forgotten. Lives on the event loop.
 */
public final class EarpieceSessions {

    /** A waiter is back from the cellar within this time, or his device has been switched off. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A device that did not hear that its session ended asks again; it is told, and not listened to twice. */
    private static final int REMEMBERED_ENDED = 256;

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final int capacity;
    private final int replyPartition;
    private final Map<String, EarpieceSession> byCallId = new LinkedHashMap<>();

    public EarpieceSessions(Exchange exchange, int capacity, int replyPartition) {
        this.exchange = exchange;
        this.capacity = capacity;
        this.replyPartition = replyPartition;
        exchange.loop().execute(this::sweepLater);
    }

    /**
     * The session a device names, new when this node does not know it; empty when there is no room. The call id is
     * derived from device and session, so that a session continued on another node is the same call.
     */
    Mono<EarpieceSession> open(EarpieceDevice device, Incoming.Start start) {
        String callId = DerivedId.of(device.deviceId(), start.session());
        EarpieceSession known = byCallId.get(callId);
        if (known != null) {
            return Mono.just(known);
        }
        if (exchange.calls().count() >= capacity) {
            exchange.meters().callRefused("capacity");
            return Mono.empty();
        }
        CallIdentity identity = new CallIdentity(
                callId, device.restaurantId(), AudioSource.EARPIECE, EarpieceSession.SAMPLE_RATE_HZ, Trace.start());
        EarpieceSession opened = new EarpieceSession(identity, start.session(), start.from(), exchange);
        byCallId.put(callId, opened);
        exchange.calls().add(opened);
        return exchange.log()
                .append(identity.event(started(device, start)), identity.trace())
                .publishOn(exchange.onLoop())
                .doOnError(failure -> forget(callId, opened))
                .thenReturn(opened);
    }

    private CallStarted started(EarpieceDevice device, Incoming.Start start) {
        return new CallStarted(
                AudioSource.EARPIECE, null, null, start.table(), device.deviceId(), replyPartition, start.language());
    }

    private void sweepLater() {
        exchange.timers().after(SWEEP, this::sweep);
    }

    private void sweep() {
        long now = System.nanoTime();
        byCallId.values().forEach(session -> session.endIfForsaken(now, PATIENCE));
        ArrayDeque<Map.Entry<String, EarpieceSession>> ended = new ArrayDeque<>();
        byCallId.entrySet().stream().filter(entry -> entry.getValue().isOver()).forEach(ended::add);
        while (ended.size() > REMEMBERED_ENDED) {
            Map.Entry<String, EarpieceSession> oldest = ended.removeFirst();
            forget(oldest.getKey(), oldest.getValue());
        }
        sweepLater();
    }

    private void forget(String callId, EarpieceSession session) {
        byCallId.remove(callId, session);
        exchange.calls().remove(session);
        session.forget();
    }
}
