package dev.sotto.schemas.erasure;

import java.util.Map;

/**
 * A part of the system has forgotten a guest.
 *
 * @param changed how many rows, files or records, by what they are
 * @param remains what of him is still there, until when; empty for nothing
 */
public record ErasureDone(String tier, Map<String, Long> changed, String remains) implements ErasureEvent {
    public ErasureDone {
        changed = Map.copyOf(changed);
    }
}
