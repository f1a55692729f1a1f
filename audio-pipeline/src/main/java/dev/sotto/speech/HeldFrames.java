package dev.sotto.speech;

import dev.sotto.log.Delivery;
import dev.sotto.schemas.audio.AudioFrames;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Records of one call that are read but not acknowledged, because the turn they belong to is not published: whoever
 * takes over after a crash reads them again. Bounded by the longest turn.
 */
final class HeldFrames {
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::lastSequence));

    private record Held(long lastSequence, Delivery<AudioFrames> delivery) {}

    void hold(Delivery<AudioFrames> delivery) {
        AudioFrames frames = delivery.require();
        held.add(new Held(frames.firstSequence() + Math.max(0, frames.frameCount() - 1), delivery));
    }

    void releaseBefore(long sequence) {
        for (Held eldest = held.peek(); eldest != null && eldest.lastSequence < sequence; eldest = held.peek()) {
            held.poll();
            eldest.delivery.acknowledge();
        }
    }
}
