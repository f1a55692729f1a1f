package dev.sotto.gateway.rtp;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One 20 ms beat for every call on the loop. Each beat is due at a multiple of 20 ms from the first, so a late one does
 * not delay the next; after a stall at most {@value #MAX_CATCH_UP} beats are made up and the rest are let go, since a
 * burst would only overflow the phone's own buffer.
 */
public final class MediaClock implements AutoCloseable {

    public static final int BEAT_MILLIS = 20;

    static final int MAX_CATCH_UP = 5;

    /** Hears the beat. */
    public interface Listener {
        void beat(long nowNanos);
    }

    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final ScheduledFuture<?> ticking;
    private final long startNanos;
    private long beats;

    public MediaClock(EventLoop loop) {
        this.startNanos = System.nanoTime();
        long period = TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        this.ticking = loop.scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        long now = System.nanoTime();
        long due = (now - startNanos) / TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);
        beats = Math.max(beats, due - MAX_CATCH_UP);
        while (beats < due) {
            beats++;
            List.copyOf(listeners).forEach(listener -> listener.beat(now));
        }
    }

    public void add(Listener listener) {
        listeners.add(listener);
    }

    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        ticking.cancel(false);
    }
}
