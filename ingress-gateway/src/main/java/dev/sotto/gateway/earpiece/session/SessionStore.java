package dev.sotto.gateway.earpiece.session;

import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import java.util.Collection;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** What a session leaves in the log, and how another node finds it there. */
public interface SessionStore {

    /** The newest position of a session that anybody wrote; empty when there never was one. */
    Mono<EarpiecePosition> find(String callId);

    /** All positions known here, of this node and others. */
    Collection<EarpiecePosition> all();

    /** Completes when it is durable. */
    Mono<Void> keep(EarpiecePosition position, Trace trace);

    Mono<Void> forget(String callId, Trace trace);

    /** Calls back, on any thread, with every position that comes to be known. */
    void onChange(Consumer<EarpiecePosition> listener);

    /** Where the record stands, which is the partition where the frames of the session will stand too. */
    Mono<Position> append(CallRecord record, Trace trace);

    Mono<Position> append(AudioFrames frames, Trace trace);

    /** The offset the next frames of a partition will have. */
    Mono<Long> framesEnd(int partition);

    /** What the log holds of a session whose node went away without a last word. */
    Mono<Remains> remains(EarpiecePosition position);

    /** From now on, what the dialogue sends to another node's partition is heard here too. */
    void hearRepliesOf(int replyPartition);

    /** @param next the first frame that is not in the log */
    record Remains(long next, boolean ended) {}
}
