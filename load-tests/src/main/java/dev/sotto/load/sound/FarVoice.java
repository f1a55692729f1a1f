package dev.sotto.load.sound;

import dev.sotto.load.WaitedInVain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything a far side has sent to our ear, and when its voice began and fell silent. */
public final class FarVoice {
    /** 60 ms: fewer voiced frames than this are a click, not a voice. */
    private static final int VOICED_FRAMES = 3;

    private static final long CLICK_FORGOTTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LineClock clock;
    private final int sampleRateHz;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private int firstVoiced;
    private int lastVoiced;
    private int voiced;
    private @Nullable Function<String, RuntimeException> over;

    /** Sound heard at a {@link System#nanoTime}; the timestamp counts the sender's samples. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(long nanos, int timestamp, short[] samples, boolean voiced) {
        public static Frame of(long nanos, int timestamp, short[] samples) {
            return new Frame(nanos, timestamp, samples, Activity.isVoiced(samples));
        }
    }

    public FarVoice(LineClock clock, int sampleRateHz) {
        this.clock = clock;
        this.sampleRateHz = sampleRateHz;
    }

    public void add(Frame frame) {
        lock.lock();
        try {
            frames.add(frame);
            if (frame.voiced()) {
                countVoiced(frame);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come; {@code failure} makes of what was awaited the exception for those who wait. */
    public void close(Function<String, RuntimeException> failure) {
        lock.lock();
        try {
            over = over == null ? failure : over;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a voice has spoken, since the last hearing, and then been silent for a time. */
    public Heard hear(Duration silence, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                boolean spoken = voiced >= VOICED_FRAMES;
                long quietAt = spoken ? frames.get(lastVoiced).nanos() + silence.toNanos() : Long.MAX_VALUE;
                if (spoken && (now >= quietAt || over != null)) {
                    return take(now < quietAt);
                }
                String awaited = spoken
                        ? "the far voice to fall silent for " + silence.toMillis() + " ms"
                        : "the far voice to speak";
                giveUp(now >= deadline, patience, awaited);
                await(Math.min(quietAt, deadline) - now);
            }
        } finally {
            lock.unlock();
        }
    }

    public Instant firstVoiceAfter(Instant instant, Duration patience) {
        long from = clock.nanoTime(instant);
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            int next = 0;
            while (true) {
                for (; next < frames.size(); next++) {
                    if (frames.get(next).voiced() && frames.get(next).nanos() > from) {
                        return clock.at(frames.get(next).nanos());
                    }
                }
                long now = System.nanoTime();
                giveUp(now >= deadline, patience, "the far voice to speak after " + instant);
                await(deadline - now);
            }
        } finally {
            lock.unlock();
        }
    }

    /** All of it, gaps as silence. */
    public Pcm recording() {
        lock.lock();
        try {
            return Recording.of(frames, sampleRateHz);
        } finally {
            lock.unlock();
        }
    }

    private void countVoiced(Frame frame) {
        boolean afterClick = voiced > 0
                && voiced < VOICED_FRAMES
                && frame.nanos() - frames.get(lastVoiced).nanos() > CLICK_FORGOTTEN_NANOS;
        if (voiced == 0 || afterClick) {
            firstVoiced = frames.size() - 1;
            voiced = 0;
        }
        lastVoiced = frames.size() - 1;
        voiced++;
    }

    private Heard take(boolean becauseOver) {
        voiced = 0;
        return new Heard(
                clock.at(frames.get(firstVoiced).nanos()),
                clock.at(frames.get(lastVoiced).nanos()),
                Recording.of(frames.subList(firstVoiced, lastVoiced + 1), sampleRateHz),
                becauseOver);
    }

    private void giveUp(boolean late, Duration patience, String awaited) {
        if (over != null) {
            throw over.apply(awaited);
        }
        if (late) {
            throw new WaitedInVain(patience, awaited);
        }
    }

    /** Returns early at will: both callers loop and look again. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(long nanos) {
        try {
            changed.awaitNanos(Math.max(1, nanos));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while listening.", interrupted);
        }
    }
}
