package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.protocol.Heartbeat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Devices whose last line broke without a word: theirs is asked after more often when they come back. Thread-safe. */
final class CutLines {

    /** Whoever has not come back among so many others begins anew. */
    private static final int AT_MOST = 10_000;

    private final Map<String, Duration> beats = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
            return size() > AT_MOST;
        }
    };

    synchronized Duration firstBeat(String deviceId) {
        return beats.getOrDefault(deviceId, Heartbeat.USUAL);
    }

    synchronized void remember(EarpieceConnection gone, boolean cut) {
        beats.remove(gone.deviceId());
        if (cut) {
            beats.put(gone.deviceId(), gone.nextBeat());
        }
    }
}
