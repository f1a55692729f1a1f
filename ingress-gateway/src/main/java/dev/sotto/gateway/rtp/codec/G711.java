package dev.sotto.gateway.rtp.codec;

import java.util.function.IntUnaryOperator;

/** The sound every telephone speaks: 8 bits a sample, logarithmic, in two laws (ITU-T G.711), both by table. */
final class G711 implements VoiceDecoder, VoiceEncoder {

    static final G711 MU_LAW = new G711(G711::expandMu, G711::compressMu);
    static final G711 A_LAW = new G711(G711::expandA, G711::compressA);

    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;

    private final short[] expanded = new short[256];
    private final byte[] compressed = new byte[1 << 16];

    private G711(IntUnaryOperator expand, IntUnaryOperator compress) {
        for (int code = 0; code < 256; code++) {
            expanded[code] = (short) expand.applyAsInt(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            compressed[sample & 0xFFFF] = (byte) compress.applyAsInt(sample);
        }
    }

    private static int expandMu(int code) {
        int bits = ~code & 0xFF;
        int magnitude = ((((bits & 0x0F) << 3) + MU_BIAS) << ((bits & 0x70) >> 4)) - MU_BIAS;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int compressMu(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(sample < 0 ? -sample : sample, MU_CLIP) + MU_BIAS;
        int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return ~(sign | (exponent << 4) | mantissa);
    }

    private static int expandA(int code) {
        int bits = code ^ 0x55;
        int exponent = (bits & 0x70) >> 4;
        int magnitude = ((bits & 0x0F) << 4) | 8;
        if (exponent > 0) {
            magnitude = (magnitude + 0x100) << (exponent - 1);
        }
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }

    private static int compressA(int sample) {
        int sign = sample < 0 ? 0 : 0x80;
        // The law works on 13 bits; a negative value is its own mirror image one step below zero.
        int magnitude = (sample < 0 ? ~sample : sample) >> 3;
        int exponent = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int mantissa = (magnitude >> Math.max(1, exponent)) & 0x0F;
        return (sign | (exponent << 4) | mantissa) ^ 0x55;
    }

    short expand(byte code) {
        return expanded[code & 0xFF];
    }

    byte compress(short sample) {
        return compressed[sample & 0xFFFF];
    }

    @Override
    public int decode(byte[] bytes, int offset, int length, short[] into) {
        for (int i = 0; i < length; i++) {
            into[i] = expanded[bytes[offset + i] & 0xFF];
        }
        return length;
    }

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = compressed[samples[offset + i] & 0xFFFF];
        }
        return count;
    }
}
