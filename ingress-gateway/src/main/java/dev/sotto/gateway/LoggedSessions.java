package dev.sotto.gateway;

import dev.sotto.gateway.earpiece.session.SessionStore;
import dev.sotto.log.Delivery;
import dev.sotto.log.EventLog;
import dev.sotto.log.Position;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import reactor.core.publisher.Mono;

/** Earpiece sessions in the event log: their positions a table, their frames where all frames stand. */
final class LoggedSessions implements SessionStore {

    /** A position is written every second of sound, and an append is given up after fifteen. */
    private static final Duration LATEST_FRAME = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLog log;
    private final StateTable<EarpiecePosition> positions;
    private final ReplyLine replies;
    private final IntConsumer alsoHear;

    LoggedSessions(EventLog log, StateTable<EarpiecePosition> positions, ReplyLine replies, IntConsumer alsoHear) {
        this.log = log;
        this.positions = positions;
        this.replies = replies;
        this.alsoHear = alsoHear;
    }

    @Override
    public Mono<EarpiecePosition> find(String callId) {
        return positions.caughtUp().timeout(PATIENCE).then(Mono.fromSupplier(() -> positions.get(callId)));
    }

    @Override
    public Collection<EarpiecePosition> all() {
        return positions.values();
    }

    @Override
    public Mono<Void> keep(EarpiecePosition position, Trace trace) {
        return positions.put(position.callId(), position, trace);
    }

    @Override
    public Mono<Void> forget(String callId, Trace trace) {
        return positions.remove(callId, trace);
    }

    @Override
    public void onChange(Consumer<EarpiecePosition> listener) {
        positions.onChange(callId -> {
            EarpiecePosition newest = positions.get(callId);
            if (newest != null) {
                listener.accept(newest);
            }
        });
    }

    @Override
    public Mono<Position> append(CallRecord record, Trace trace) {
        return replies.listening()
                .then(Mono.defer(() -> log.append(Topics.CALLS_EVENTS, record.callId(), record, trace)));
    }

    @Override
    public Mono<Position> append(AudioFrames frames, Trace trace) {
        return log.append(Topics.AUDIO_FRAMES, frames.callId(), frames, trace);
    }

    @Override
    public Mono<Long> framesEnd(int partition) {
        return log.end(Topics.AUDIO_FRAMES, partition);
    }

    @Override
    public Mono<Remains> remains(EarpiecePosition left) {
        int partition = left.framesPartition();
        Instant latest = left.envelope().occurredAt().plus(LATEST_FRAME);
        return log.end(Topics.AUDIO_FRAMES, partition)
                .flatMap(end -> end <= left.framesOffset()
                        ? Mono.just(new Remains(left.next(), false))
                        : log.follow(Topics.AUDIO_FRAMES, partition, left.framesOffset())
                                .takeUntil(frames -> frames.position().offset() >= end - 1
                                        || frames.appendedAt().isAfter(latest))
                                .filter(frames -> frames.key().equals(left.callId()))
                                .reduce(new Remains(left.next(), false), LoggedSessions::further)
                                .timeout(PATIENCE));
    }

    private static Remains further(Remains before, Delivery<AudioFrames> delivery) {
        AudioFrames frames = delivery.require();
        long next = Math.max(before.next(), frames.firstSequence() + frames.frameCount());
        return new Remains(next, before.ended() || frames.last());
    }

    @Override
    public void hearRepliesOf(int replyPartition) {
        alsoHear.accept(replyPartition);
    }
}
