package dev.sotto.load.sound;

import java.time.Instant;

/**
 * What the far voice said, from its first to its last voiced packet, pauses included, with the instants those packets
 * arrived. {@code thenTheCallEnded} is true when the call ended rather than the voice falling silent.
 */
public record Heard(Instant firstVoiceAt, Instant lastVoiceAt, Pcm sound, boolean thenTheCallEnded) {}
