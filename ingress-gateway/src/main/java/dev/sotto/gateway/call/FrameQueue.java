package dev.sotto.gateway.call;

import dev.sotto.schemas.audio.AudioFrames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A phone cannot be told to wait: when the log is slow, frames of this call wait here, and when the queue is full the
 * oldest gives way, is counted, and is told to the listener as lost before the next. Lives on the event loop.
 */
final class FrameQueue {

    private static final Logger LOG = LoggerFactory.getLogger(FrameQueue.class);

    /** Ten seconds: longer than a leader election, short enough that what comes out is still worth understanding. */
    static final int CAPACITY = 500;

    /** One second on its way to the log at once; its own order is the log's concern. */
    static final int MAX_IN_FLIGHT = 50;

    private record Captured(long sequence, int lostBefore, boolean playing, long micros, long nanos, ByteBuffer pcm) {}

    private final CallIdentity identity;
    private final CallLog log;
    private final CallMeters meters;
    private final Executor loop;
    private final ArrayDeque<Captured> waiting = new ArrayDeque<>();
    private @Nullable Captured end;
    private boolean ended;
    private int inFlight;
    private int lostHere;
    private boolean failureTold;

    FrameQueue(CallIdentity identity, CallLog log, CallMeters meters, Executor loop) {
        this.identity = identity;
        this.log = log;
        this.meters = meters;
        this.loop = loop;
    }

    void add(long sequence, int lostBefore, boolean playing, long micros, ByteBuffer pcm) {
        if (end != null) {
            meters.framesDropped("after-end", 1);
            return;
        }
        if (waiting.size() == CAPACITY) {
            lost(waiting.removeFirst(), "overflow");
        }
        waiting.addLast(new Captured(sequence, lostBefore, playing, micros, System.nanoTime(), pcm));
        send();
    }

    /** Closes the stream behind everything that waits. */
    void end(long nextSequence, long micros) {
        if (end == null) {
            end = new Captured(nextSequence, 0, false, micros, System.nanoTime(), ByteBuffer.allocate(0));
            send();
        }
    }

    private void send() {
        while (inFlight < MAX_IN_FLIGHT && !waiting.isEmpty()) {
            Captured next = waiting.removeFirst();
            append(next, identity.frame(next.sequence(), lossBefore(next), next.playing(), next.micros(), next.pcm()));
        }
        Captured closing = end;
        // The end goes alone, so that a frame that fails before it can still be told as lost.
        if (closing != null && !ended && waiting.isEmpty() && inFlight == 0) {
            ended = true;
            append(closing, identity.endOfStream(closing.sequence(), lossBefore(closing), closing.micros()));
        }
    }

    private int lossBefore(Captured frame) {
        int loss = frame.lostBefore() + lostHere;
        lostHere = 0;
        return loss;
    }

    private void append(Captured captured, AudioFrames record) {
        inFlight++;
        log.append(record, identity.trace())
                .subscribe(
                        none -> {},
                        failure -> loop.execute(() -> failed(record, failure)),
                        () -> loop.execute(() -> appended(captured, record)));
    }

    private void appended(Captured captured, AudioFrames record) {
        inFlight--;
        if (!record.last()) {
            meters.frameOut(Duration.ofNanos(System.nanoTime() - captured.nanos()));
        }
        send();
    }

    private void failed(AudioFrames record, Throwable failure) {
        inFlight--;
        if (!failureTold) {
            failureTold = true; // once a call: a lost broker would say it fifty times a second
            LOG.warn("Call {}: frames cannot be written: {}", identity.callId(), failure.toString());
        }
        if (!record.last()) {
            lostHere += record.lostBefore() + 1;
            meters.framesDropped("log", 1);
        }
        send();
    }

    private void lost(Captured oldest, String reason) {
        lostHere += oldest.lostBefore() + 1;
        meters.framesDropped(reason, 1);
    }
}
