package dev.sotto.load.earpiece;

import dev.sotto.load.sound.Pcm;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The device's memory: every spoken frame stays until the gateway says that it holds it safely. */
final class KeptFrames {
    /** Half an hour without a connection, about 58 MB; beyond that the device forgets nothing and stops listening. */
    private static final int CAPACITY = 30 * 60 * 50;

    private final ConcurrentSkipListMap<Long, Pcm> frames = new ConcurrentSkipListMap<>();
    private long spoken;
    private long acknowledged;

    /** False when the memory is full. */
    synchronized boolean keep(Pcm frame) {
        if (spoken - acknowledged >= CAPACITY) {
            return false;
        }
        frames.put(spoken++, frame);
        notifyAll();
        return true;
    }

    synchronized void forgetBefore(long next) {
        acknowledged = Math.clamp(next, acknowledged, spoken);
        frames.headMap(acknowledged).clear();
        notifyAll();
    }

    /** The first kept frame from a number on, waiting a little for one; null when none came yet. */
    @SuppressWarnings("WaitNotInLoop")
    synchronized Map.@Nullable Entry<Long, Pcm> from(long number, long waitMillis) throws InterruptedException {
        if (frames.ceilingKey(number) == null) {
            wait(waitMillis);
        }
        return frames.ceilingEntry(number);
    }

    synchronized long spoken() {
        return spoken;
    }

    synchronized long kept() {
        return spoken - acknowledged;
    }
}
