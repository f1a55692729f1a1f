package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;

/**
 * 20 ms of a caller's voice, PCM16 little-endian at 8 kHz.
 *
 * @param sequence counts frames since the stream began, lost ones included
 * @param lostBefore frames that never came between the previous frame and this
 */
public record VoiceFrame(long sequence, int lostBefore, ByteBuffer pcm) {}
