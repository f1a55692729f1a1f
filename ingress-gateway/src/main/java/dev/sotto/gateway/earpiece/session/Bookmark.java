package dev.sotto.gateway.earpiece.session;

import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where a session stands, kept in the log for the node that goes on with it. Written before the first frame and every
 * second of sound, so that whoever looks for the last frame reads a second of the log and not an hour; and marked as
 * settled when the device has gone, so that he need not look at all. Lives on the event loop.
 */
final class Bookmark {

    private static final int EVERY_FRAMES = 50;

    private final SessionStore store;
    private final CallIdentity identity;
    private final CallMeters meters;
    private EarpiecePosition kept;
    private long offset;
    private int partition;

    Bookmark(EarpiecePosition kept, SessionStore store, CallIdentity identity, CallMeters meters) {
        this.kept = kept;
        this.partition = kept.framesPartition();
        this.offset = kept.framesOffset();
        this.store = store;
        this.identity = identity;
        this.meters = meters;
    }

    String session() {
        return kept.session();
    }

    EarpiecePosition kept() {
        return kept;
    }

    /** Completes when nobody believes any more that the session is settled. */
    Mono<Void> open(long next) {
        return kept.settled() ? store.keep(mark(next, false, null), identity.trace()) : Mono.empty();
    }

    void passed(long next, Position at) {
        partition = at.partition();
        offset = at.offset() + 1;
        if (next - kept.next() >= EVERY_FRAMES) {
            write(mark(next, false, null));
        }
    }

    void settle(long next) {
        write(mark(next, true, null));
    }

    void end(long next, String words) {
        write(mark(next, true, words));
    }

    private EarpiecePosition mark(long next, boolean settled, @Nullable String ended) {
        kept = new EarpiecePosition(
                Envelope.unique(Topics.EARPIECE_SESSIONS, identity.restaurantId()),
                kept.callId(),
                kept.deviceId(),
                kept.session(),
                kept.tableNumber(),
                kept.language(),
                kept.nodeId(),
                kept.epoch(),
                kept.replyPartition(),
                partition,
                offset,
                next,
                settled,
                ended);
        return kept;
    }

    private void write(EarpiecePosition position) {
        var _ = store.keep(position, identity.trace()).subscribe(none -> {}, failure -> meters.eventLost());
    }
}
