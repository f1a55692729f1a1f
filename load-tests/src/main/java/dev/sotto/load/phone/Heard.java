package dev.sotto.load.phone;

import dev.sotto.load.sound.Pcm;
import java.time.Instant;

/**
 * What the far voice said, from its first to its last voiced packet, 8 kHz, pauses included, with the instants those
 * packets arrived. {@code thenTheCallEnded} is true when the call ended rather than the voice falling silent.
 */
public record Heard(Instant firstVoiceAt, Instant lastVoiceAt, Pcm sound, boolean thenTheCallEnded) {}
