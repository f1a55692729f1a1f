package dev.sotto.gateway.earpiece.session;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.earpiece.protocol.Incoming;
import dev.sotto.gateway.earpiece.protocol.Sound;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallStarted;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The sessions this node holds, so that a device that comes out of a dead spot goes on where it was; what it does not
 * hold it finds in the log, where another node or its own former life left it. A session nobody comes back to is ended
 * and forgotten. Lives on the event loop.
 */
public final class EarpieceSessions {

    /** A waiter is back from the cellar within this time, or his device has been switched off. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** As long as a dish may take: who ordered it must still be known when it is ready. */
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final SessionStore store;
    private final String nodeId;
    private final int capacity;
    private final int replyPartition;
    private final Map<String, EarpieceSession> byCallId = new HashMap<>();
    private final Map<String, Mono<Opened>> opening = new HashMap<>();

    public EarpieceSessions(Exchange exchange, SessionStore store, String nodeId, int capacity, int replyPartition) {
        this.exchange = exchange;
        this.store = store;
        this.nodeId = nodeId;
        this.capacity = capacity;
        this.replyPartition = replyPartition;
        store.onChange(position -> exchange.loop().execute(() -> changed(position)));
        exchange.loop().execute(this::sweepLater);
    }

    /** The call id is derived from device and session: the session continued on another node is the same call. */
    public static String callId(EarpieceDevice device, String session) {
        return DerivedId.of(device.restaurantId(), device.deviceId(), session);
    }

    /** The session a device names, with that device attached; emits on the event loop. */
    public Mono<Opened> open(EarpieceDevice device, Incoming.Start start, Outlet outlet) {
        return find(device, start)
                .flatMap(opened -> opened instanceof Opened.Ready(EarpieceSession session)
                        ? session.attach(outlet).thenReturn(opened)
                        : Mono.just(opened));
    }

    private Mono<Opened> find(EarpieceDevice device, Incoming.Start start) {
        String callId = callId(device, start.session());
        EarpieceSession known = byCallId.get(callId);
        if (known != null && known.isOver()) {
            return Mono.just(new Opened.Over(start.session(), known.ending()));
        }
        return known != null
                ? Mono.just(new Opened.Ready(known))
                : opening.computeIfAbsent(
                        callId,
                        id -> lookUp(device, start, id)
                                .publishOn(exchange.onLoop())
                                .doFinally(signal -> exchange.loop().execute(() -> opening.remove(id)))
                                .cache());
    }

    private Mono<Opened> lookUp(EarpieceDevice device, Incoming.Start start, String callId) {
        return store.find(callId).flatMap(this::goOn).switchIfEmpty(Mono.defer(() -> begin(device, start, callId)));
    }

    private Mono<Opened> begin(EarpieceDevice device, Incoming.Start start, String callId) {
        if (exchange.calls().count() >= capacity) {
            exchange.meters().callRefused("capacity");
            return Mono.just(new Opened.Busy());
        }
        CallIdentity identity = identity(callId, device.restaurantId());
        CallStarted started = new CallStarted(
                AudioSource.EARPIECE, null, null, start.table(), device.deviceId(), replyPartition, start.language());
        return store.append(identity.event(started), identity.trace())
                .map(Position::partition)
                .flatMap(partition ->
                        store.framesEnd(partition).map(end -> first(identity, device, start, partition, end)))
                .flatMap(first -> hold(identity, first, start.from()));
    }

    private EarpiecePosition first(
            CallIdentity identity, EarpieceDevice device, Incoming.Start start, int partition, long end) {
        return new EarpiecePosition(
                Envelope.unique(Topics.EARPIECE_SESSIONS, device.restaurantId()),
                identity.callId(),
                device.deviceId(),
                start.session(),
                start.table(),
                start.language(),
                nodeId,
                1,
                replyPartition,
                partition,
                end,
                start.from(),
                false,
                null);
    }

    private Mono<Opened> goOn(EarpiecePosition left) {
        String ended = left.ended();
        if (ended != null) {
            return Mono.just(new Opened.Over(left.session(), ended));
        }
        Mono<SessionStore.Remains> remains =
                left.settled() ? Mono.just(new SessionStore.Remains(left.next(), false)) : store.remains(left);
        return remains.flatMap(found -> found.ended()
                ? Mono.just(new Opened.Over(left.session(), "ended"))
                : hold(identity(left.callId(), left.envelope().restaurantId()), ours(left), found.next()));
    }

    /** From here on it is this node that writes: whoever held it sees that and stops. */
    private EarpiecePosition ours(EarpiecePosition left) {
        if (left.replyPartition() != replyPartition) {
            store.hearRepliesOf(left.replyPartition());
        }
        return new EarpiecePosition(
                Envelope.unique(Topics.EARPIECE_SESSIONS, left.envelope().restaurantId()),
                left.callId(),
                left.deviceId(),
                left.session(),
                left.tableNumber(),
                left.language(),
                nodeId,
                left.epoch() + 1,
                left.replyPartition(),
                left.framesPartition(),
                left.framesOffset(),
                left.next(),
                false,
                null);
    }

    private Mono<Opened> hold(CallIdentity identity, EarpiecePosition position, long next) {
        return store.keep(position, identity.trace())
                .publishOn(exchange.onLoop())
                .then(Mono.fromSupplier(() -> {
                    Bookmark bookmark = new Bookmark(position, store, identity, exchange.meters());
                    EarpieceSession session = new EarpieceSession(identity, next, bookmark, store, exchange);
                    byCallId.put(identity.callId(), session);
                    exchange.calls().add(session);
                    return new Opened.Ready(session);
                }));
    }

    private static CallIdentity identity(String callId, String restaurantId) {
        return new CallIdentity(callId, restaurantId, AudioSource.EARPIECE, Sound.SAMPLE_RATE_HZ, Trace.start());
    }

    private void changed(EarpiecePosition newest) {
        EarpieceSession session = byCallId.get(newest.callId());
        if (session != null
                && !newest.nodeId().equals(nodeId)
                && newest.epoch() > session.bookmark().kept().epoch()) {
            byCallId.remove(newest.callId());
            session.movedAway();
        }
    }

    /** The session of a call, for those who want to show something on it; null when it is not held here. */
    public @Nullable EarpieceSession held(String callId) {
        return byCallId.get(callId);
    }

    private void sweepLater() {
        exchange.timers().after(SWEEP, this::sweep);
    }

    private void sweep() {
        long now = System.nanoTime();
        byCallId.values().forEach(session -> session.endIfForsaken(now, PATIENCE));
        byCallId.values().removeIf(EarpieceSession::isOver);
        List.copyOf(store.all()).forEach(this::tidy);
        sweepLater();
    }

    /** What this node held in a former life and nobody came back to is ended by it; what ended long ago is forgotten. */
    private void tidy(EarpiecePosition left) {
        if (!left.nodeId().equals(nodeId) || byCallId.containsKey(left.callId())) {
            return;
        }
        Duration age = Duration.between(left.envelope().occurredAt(), Instant.now());
        Trace trace = Trace.start();
        if (left.ended() != null && age.compareTo(REMEMBERED) > 0) {
            var _ = store.forget(left.callId(), trace).subscribe(none -> {}, failure -> {});
        } else if (left.ended() == null && age.compareTo(PATIENCE) > 0 && !opening.containsKey(left.callId())) {
            var _ = goOn(left).subscribe(opened -> {}, failure -> {});
        }
    }
}
