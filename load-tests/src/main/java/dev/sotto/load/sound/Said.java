package dev.sotto.load.sound;

import java.time.Duration;
import java.time.Instant;

/**
 * What we said and when: {@code lastVoiceAt} is the instant the packet with the last voiced sample left, from which
 * latencies are counted. {@code sent} is shorter than the utterance when it was cut.
 */
public record Said(Instant startedAt, Instant firstVoiceAt, Instant lastVoiceAt, Instant finishedAt, Duration sent) {}
