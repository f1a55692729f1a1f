package dev.sotto.benchmarks;

import dev.sotto.gateway.rtp.codec.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A number that survives the telephone: written into the last codes of a packet of µ-law, four bits to a code, and found
 * again in the samples a consumer of the log reads, however many frames of silence were heard between.
 */
final class BeatMark {

    static final int FRAME_SAMPLES = 160;

    private static final int CODES = 4;

    private BeatMark() {}

    static void write(ByteBuffer packet, int end, int number) {
        for (int i = 0; i < CODES; i++) {
            int nibble = (number >> (4 * i)) & 0x0F;
            packet.put(end - 1 - i, (byte) (0x80 | nibble << 2));
        }
    }

    /** @param end where the frame ends in the samples, in bytes */
    static int read(ByteBuffer pcm, int end) {
        ByteBuffer samples = pcm.slice().order(ByteOrder.LITTLE_ENDIAN);
        short[] last = new short[CODES];
        byte[] codes = new byte[CODES];
        for (int i = 0; i < CODES; i++) {
            last[i] = samples.getShort(end - 2 - 2 * i);
        }
        Codec.PCMU.encoder().encode(last, 0, CODES, codes, 0);
        int number = 0;
        for (int i = 0; i < CODES; i++) {
            number |= ((codes[i] & 0x7F) >> 2) << (4 * i);
        }
        return number;
    }
}
