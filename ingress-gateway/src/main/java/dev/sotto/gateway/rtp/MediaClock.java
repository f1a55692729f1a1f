package dev.sotto.gateway.rtp;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A beat every 20 ms for every call on the loop, not for all at once: calls are spread over {@value #PHASES} phases, so
 * that a packet that comes in never waits for a thousand that go out. Each beat is due at a multiple of 20 ms from its
 * first, so a late one does not delay the next; after a stall at most {@value #MAX_CATCH_UP} beats are made up and the
 * rest are let go, since a burst would only overflow the phone's own buffer.
 */
public final class MediaClock implements AutoCloseable {

    public static final int BEAT_MILLIS = 20;

    static final int MAX_CATCH_UP = 5;
    static final int PHASES = 5;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS) / PHASES;

    /** Hears the beat. */
    public interface Listener {
        void beat(long nowNanos);
    }

    private final List<Set<Listener>> phases = new ArrayList<>();
    private final Queue<Runnable> toDo = new ConcurrentLinkedQueue<>();
    private final ScheduledFuture<?> ticking;
    private final long startNanos;
    private long steps;

    public MediaClock(EventLoop loop) {
        for (int i = 0; i < PHASES; i++) {
            phases.add(new LinkedHashSet<>());
        }
        this.startNanos = System.nanoTime();
        this.ticking = loop.scheduleAtFixedRate(this::tick, STEP_NANOS, STEP_NANOS, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        for (Runnable work = toDo.poll(); work != null; work = toDo.poll()) {
            work.run();
        }
        long due = (now - startNanos) / STEP_NANOS;
        steps = Math.max(steps, due - (long) MAX_CATCH_UP * PHASES);
        while (steps < due) {
            steps++;
            Set<Listener> phase = phases.get((int) (steps % PHASES));
            if (!phase.isEmpty()) {
                // A beat may end a call, which then leaves.
                List.copyOf(phase).forEach(listener -> listener.beat(now));
            }
        }
    }

    /**
     * Does this on the loop within {@value #BEAT_MILLIS} / {@value #PHASES} ms. Waking the loop costs more than what is
     * usually to be done, so what comes for every frame and is in no hurry comes this way; from any thread.
     */
    public void soon(Runnable work) {
        toDo.add(work);
    }

    /** On the loop; joins the phase with the fewest. */
    public void add(Listener listener) {
        Set<Listener> fewest = phases.getFirst();
        for (Set<Listener> phase : phases) {
            fewest = phase.size() < fewest.size() ? phase : fewest;
        }
        fewest.add(listener);
    }

    public void remove(Listener listener) {
        phases.forEach(phase -> phase.remove(listener));
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
