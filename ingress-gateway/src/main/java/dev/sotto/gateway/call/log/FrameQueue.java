package dev.sotto.gateway.call.log;

import dev.sotto.gateway.rtp.VoiceFrame;
import dev.sotto.schemas.audio.AudioFrames;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A phone cannot be told to wait: when the log is slow, frames of this call wait here, and when the queue is full the
 * oldest gives way, is counted, and is told to the listener as lost before the next. What has waited goes out several
 * frames to a record, so that a log that is back is caught up with. Lives on the media loop, which is not woken by what
 * the log answers.
 */
public final class FrameQueue {

    private static final Logger LOG = LoggerFactory.getLogger(FrameQueue.class);

    /** Ten seconds: longer than a leader election, short enough that what comes out is still worth understanding. */
    static final int CAPACITY = 500;

    /**
     * Records on their way to the log at once; their order is the log's concern. A log that answers within two frames
     * gets one frame to a record; a slower one gets fewer and longer records, and so less to do.
     */
    static final int MAX_IN_FLIGHT = 2;

    /** A fifth of a second: ten times fewer records to catch up with, and none that is large. */
    static final int MAX_RUN = 10;

    private record Captured(VoiceFrame frame, boolean playing, long micros, long nanos) {}

    /** Frames that follow each other without a gap and can share a record; {@code micros} is when the last one came. */
    record Run(
            long sequence,
            int count,
            int lostBefore,
            boolean playing,
            boolean concealed,
            long micros,
            int sampleRateHz,
            ByteBuffer pcm) {}

    private record Closing(long sequence, long micros) {}

    private final CallIdentity identity;
    private final CallLog log;
    private final CallMeters meters;
    private final Executor soon;
    private final ArrayDeque<Captured> waiting = new ArrayDeque<>();
    private @Nullable Closing closing;
    private boolean closed;
    private int sampleRateHz;
    private int inFlight;
    private int lostHere;
    private boolean failureTold;

    /** @param soon runs what it is given on the media loop, within the time of a frame */
    public FrameQueue(CallIdentity identity, CallLog log, CallMeters meters, Executor soon) {
        this.identity = identity;
        this.log = log;
        this.meters = meters;
        this.soon = soon;
        this.sampleRateHz = identity.sampleRateHz();
    }

    public void add(VoiceFrame frame, boolean playing, long micros) {
        if (closing != null) {
            meters.framesDropped("after-end", 1);
            return;
        }
        if (waiting.size() == CAPACITY) {
            lostHere += waiting.removeFirst().frame().lostBefore() + 1;
            meters.framesDropped("overflow", 1);
        }
        waiting.addLast(new Captured(frame, playing, micros, System.nanoTime()));
        send();
    }

    /** Closes the stream behind everything that waits. */
    public void end(long nextSequence, long micros) {
        if (closing == null) {
            closing = new Closing(nextSequence, micros);
            send();
        }
    }

    private void send() {
        while (inFlight < MAX_IN_FLIGHT && !waiting.isEmpty()) {
            long oldest = waiting.getFirst().nanos();
            Run run = nextRun();
            sampleRateHz = run.sampleRateHz();
            append(oldest, run.count(), identity.at(sampleRateHz).frames(run));
        }
        Closing end = closing;
        // The end goes alone, so that a frame that fails before it can still be told as lost.
        if (end != null && !closed && waiting.isEmpty() && inFlight == 0) {
            closed = true;
            append(
                    System.nanoTime(),
                    0,
                    identity.at(sampleRateHz).endOfStream(end.sequence(), lostBefore(0), end.micros()));
        }
    }

    private Run nextRun() {
        Captured first = waiting.removeFirst();
        int lostBefore = lostBefore(first.frame().lostBefore());
        Captured last = first;
        ByteBuffer pcm = first.frame().pcm();
        int count = 1;
        if (follows(first, waiting.peekFirst())) {
            pcm = ByteBuffer.allocate(MAX_RUN * pcm.remaining()).put(pcm.duplicate());
            while (count < MAX_RUN && follows(last, waiting.peekFirst())) {
                last = waiting.removeFirst();
                pcm.put(last.frame().pcm().duplicate());
                count++;
            }
            pcm.flip();
        }
        VoiceFrame frame = first.frame();
        return new Run(
                frame.sequence(),
                count,
                lostBefore,
                first.playing(),
                frame.concealed(),
                last.micros(),
                frame.sampleRateHz(),
                pcm);
    }

    private static boolean follows(Captured one, @Nullable Captured next) {
        return next != null
                && next.frame().lostBefore() == 0
                && next.frame().sequence() == one.frame().sequence() + 1
                && next.frame().concealed() == one.frame().concealed()
                && next.frame().sampleRateHz() == one.frame().sampleRateHz()
                && next.playing() == one.playing();
    }

    private int lostBefore(int onTheLine) {
        int lost = onTheLine + lostHere;
        lostHere = 0;
        return lost;
    }

    private void append(long sinceNanos, int frames, AudioFrames record) {
        inFlight++;
        log.append(record, identity.trace())
                .subscribe(none -> {}, failure -> soon.execute(() -> failed(record, failure)), () -> {
                    meters.framesOut(frames, sinceNanos);
                    soon.execute(this::appended);
                });
    }

    private void appended() {
        inFlight--;
        send();
    }

    private void failed(AudioFrames record, Throwable failure) {
        inFlight--;
        if (!failureTold) {
            failureTold = true; // once a call: a lost broker would say it fifty times a second
            LOG.warn("Call {}: frames cannot be written: {}", identity.callId(), failure.toString());
        }
        if (!record.last()) {
            lostHere += record.lostBefore() + record.frameCount();
            meters.framesDropped("log", record.frameCount());
        }
        send();
    }
}
