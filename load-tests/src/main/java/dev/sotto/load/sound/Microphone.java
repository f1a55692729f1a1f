package dev.sotto.load.sound;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open microphone: one frame every 20 ms, of the utterance at hand or of silence, from opening to closing. */
public final class Microphone {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A machine that stalled longer than this is not made up for with a burst: no telephone sends one. */
    private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LineClock clock;
    private final int sampleRateHz;
    private final Line line;
    private final Queue<Utterance> utterances = new ConcurrentLinkedQueue<>();
    private volatile boolean held;
    private volatile @Nullable Function<String, RuntimeException> over;

    /** Where the frames go. */
    public interface Line {
        /** {@code tick} counts 20 ms since opening, {@code begins} marks the first frame of words after silence. */
        void frame(short[] samples, long tick, boolean begins);
    }

    public Microphone(LineClock clock, int sampleRateHz, Line line) {
        this.clock = clock;
        this.sampleRateHz = sampleRateHz;
        this.line = line;
    }

    public void open(String name) {
        Thread.ofVirtual().name(name).start(this::speak);
    }

    /** On hold nothing is sent; an utterance at hand waits. */
    public void hold(boolean hold) {
        held = hold;
    }

    /** Speaks after what is being said already; completes when the last frame has left. */
    public CompletableFuture<Said> say(Pcm sound) {
        Utterance utterance = new Utterance(sound.resampled(sampleRateHz));
        utterances.add(utterance);
        Function<String, RuntimeException> closed = over;
        if (closed != null) {
            utterance.fail(closed);
        }
        return utterance.said;
    }

    /** Cuts what is being said and forgets what was to follow. */
    public void hush() {
        utterances.forEach(utterance -> utterance.cut = true);
    }

    /** {@code failure} makes, of how far an utterance had come, the exception for those who wait for it. */
    public void close(Function<String, RuntimeException> failure) {
        over = failure;
        utterances.forEach(utterance -> utterance.fail(failure));
    }

    private void speak() {
        long due = System.nanoTime();
        long tick = 0;
        boolean talking = false;
        while (over == null) {
            if (!held) {
                talking = frame(tick, talking);
            }
            long late = System.nanoTime() - due - FRAME_NANOS;
            long skipped = late > STALL_NANOS ? late / FRAME_NANOS : 0;
            due += (1 + skipped) * FRAME_NANOS;
            tick += 1 + skipped;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private boolean frame(long tick, boolean talking) {
        Utterance utterance = utterances.peek();
        if (utterance == null) {
            line.frame(new short[frameSamples()], tick, false);
            return false;
        }
        short[] samples = utterance.next();
        line.frame(samples, tick, !talking);
        if (utterance.sent(samples, System.nanoTime())) {
            utterances.remove(utterance);
        }
        return true;
    }

    private int frameSamples() {
        return sampleRateHz / 50;
    }

    private final class Utterance {
        private final Pcm sound;
        private final CompletableFuture<Said> said = new CompletableFuture<>();
        private volatile boolean cut;
        private volatile int next;
        private @Nullable Instant startedAt;
        private @Nullable Instant firstVoiceAt;
        private @Nullable Instant lastVoiceAt;

        Utterance(Pcm sound) {
            this.sound = sound;
        }

        short[] next() {
            return sound.frame(next, frameSamples());
        }

        /** True when that was the last of it. */
        boolean sent(short[] samples, long nanos) {
            Instant now = clock.at(nanos);
            startedAt = startedAt == null ? now : startedAt;
            if (Activity.isVoiced(samples)) {
                firstVoiceAt = firstVoiceAt == null ? now : firstVoiceAt;
                lastVoiceAt = now;
            }
            next = Math.min(next + frameSamples(), sound.length());
            boolean finished = cut || next >= sound.length();
            if (finished) {
                Instant first = firstVoiceAt == null ? startedAt : firstVoiceAt;
                Instant last = lastVoiceAt == null ? now : lastVoiceAt;
                said.complete(new Said(startedAt, first, last, now, sent()));
            }
            return finished;
        }

        void fail(Function<String, RuntimeException> failure) {
            said.completeExceptionally(failure.apply(
                    "Of " + sound.duration().toMillis() + " ms to be said " + sent().toMillis() + " were."));
        }

        private Duration sent() {
            return Duration.ofMillis(next * 1000L / sampleRateHz);
        }
    }
}
