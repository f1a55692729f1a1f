package dev.sotto.schemas.reply;

import java.nio.ByteBuffer;

/** What was said so far, for the person who takes over: PCM, signed 16-bit little-endian, mono. */
public record SpokenSummary(String text, int sampleRateHz, ByteBuffer audio) {}
