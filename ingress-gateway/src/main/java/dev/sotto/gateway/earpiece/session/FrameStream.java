package dev.sotto.gateway.earpiece.session;

import dev.sotto.log.Position;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The frames of a session on their way to the log, in order and each once: one record is under way at a time, and what
 * comes meanwhile leaves together in the next, so that an hour of a dead spot is written in seconds and a frame that is
 * spoken now leaves alone. Back-pressure: a full line is told to the reader of the socket, which then reads no further.
 * Lives on the event loop.
 */
final class FrameStream {

    /** One second in one record, 32 KB. */
    static final int AT_ONCE = 50;

    private static final Retry AGAIN = Retry.backoff(3, Duration.ofMillis(200));

    /** Writes consecutive frames as one record. */
    @FunctionalInterface
    interface Writer {
        Mono<Position> write(long first, int count, ByteBuffer pcm);
    }

    /** What became of them. */
    interface Listener {

        /** Everything before {@code next} is durable; the oldest of these frames came at {@code sinceNanos}. */
        void durable(long next, int frames, long sinceNanos, Position at);

        /** What was not written is forgotten here and asked for again. */
        void failed(Throwable why);
    }

    /** What a frame is to this stream. */
    enum Taken {
        TAKEN,
        REPEATED,
        OUT_OF_ORDER
    }

    private final Writer writer;
    private final Listener listener;
    private final Scheduler onLoop;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final ArrayDeque<Runnable> whenIdle = new ArrayDeque<>();
    private Sinks.@Nullable Empty<Void> room;
    private long next;
    private long received;
    private long oldestNanos;
    private boolean writing;

    FrameStream(long next, Writer writer, Listener listener, Scheduler onLoop) {
        this.next = next;
        this.received = next;
        this.writer = writer;
        this.listener = listener;
        this.onLoop = onLoop;
    }

    /** The first frame that is not durable. */
    long next() {
        return next;
    }

    /** The first frame that has not come. */
    long expected() {
        return received;
    }

    Taken take(long sequence, ByteBuffer pcm) {
        if (sequence != received) {
            return sequence < received ? Taken.REPEATED : Taken.OUT_OF_ORDER;
        }
        if (waiting.isEmpty()) {
            oldestNanos = System.nanoTime();
        }
        waiting.addLast(pcm);
        received++;
        write();
        return Taken.TAKEN;
    }

    /** Completes when another frame may come. */
    Mono<Void> room() {
        if (waiting.size() < AT_ONCE) {
            return Mono.empty();
        }
        Sinks.Empty<Void> awaited = room;
        if (awaited == null) {
            awaited = Sinks.empty();
            room = awaited;
        }
        return awaited.asMono();
    }

    /** Runs it when everything that has come is durable or given up. */
    void whenIdle(Runnable action) {
        if (writing || !waiting.isEmpty()) {
            whenIdle.addLast(action);
        } else {
            action.run();
        }
    }

    private void write() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        int count = waiting.size();
        long since = oldestNanos;
        var _ = writer.write(next, count, joined())
                .retryWhen(AGAIN)
                .publishOn(onLoop)
                .subscribe(position -> written(count, since, position), this::failed);
        makeRoom();
    }

    private ByteBuffer joined() {
        ByteBuffer pcm = ByteBuffer.allocate(
                waiting.stream().mapToInt(ByteBuffer::remaining).sum());
        waiting.forEach(frame -> pcm.put(frame.duplicate()));
        waiting.clear();
        return pcm.flip();
    }

    private void written(int count, long since, Position position) {
        writing = false;
        next += count;
        listener.durable(next, count, since, position);
        write();
        rest();
    }

    private void failed(Throwable why) {
        writing = false;
        waiting.clear();
        received = next;
        makeRoom();
        listener.failed(why);
        rest();
    }

    private void rest() {
        while (!writing && !whenIdle.isEmpty()) {
            whenIdle.removeFirst().run();
        }
    }

    private void makeRoom() {
        Sinks.Empty<Void> awaited = room;
        room = null;
        if (awaited != null) {
            awaited.tryEmitEmpty();
        }
    }
}
