package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;

/**
 * 20 ms of a caller's voice, PCM16 little-endian.
 *
 * @param sequence counts frames since the stream began, lost ones included
 * @param lostBefore frames that never came between the previous frame and this
 * @param concealed true when this one never came either and its sound was made up
 */
public record VoiceFrame(long sequence, int lostBefore, boolean concealed, int sampleRateHz, ByteBuffer pcm) {

    public static final int MILLIS = 20;

    /** Samples of a frame at a rate. */
    public static int samples(int sampleRateHz) {
        return sampleRateHz * MILLIS / 1000;
    }
}
