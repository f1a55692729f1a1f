package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** G.711, the sound every telephone speaks: 8 bits a sample, logarithmic, in two laws (ITU-T G.711), both by table. */
@SuppressWarnings("ImmutableEnumChecker") // the tables are written once, here
public enum Codec {
    PCMU(0, (byte) 0xFF) {
        @Override
        short expand(int code) {
            int bits = ~code & 0xFF;
            int magnitude = ((((bits & 0x0F) << 3) + MU_BIAS) << ((bits & 0x70) >> 4)) - MU_BIAS;
            return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
        }

        @Override
        byte compress(int sample) {
            int sign = sample < 0 ? 0x80 : 0;
            int magnitude = Math.min(sample < 0 ? -sample : sample, MU_CLIP) + MU_BIAS;
            int exponent = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
            int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
            return (byte) ~(sign | (exponent << 4) | mantissa);
        }
    },

    PCMA(8, (byte) 0xD5) {
        @Override
        short expand(int code) {
            int bits = code ^ 0x55;
            int exponent = (bits & 0x70) >> 4;
            int magnitude = ((bits & 0x0F) << 4) | 8;
            if (exponent > 0) {
                magnitude = (magnitude + 0x100) << (exponent - 1);
            }
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }

        @Override
        byte compress(int sample) {
            int sign = sample < 0 ? 0 : 0x80;
            // The law works on 13 bits; a negative value is its own mirror image one step below zero.
            int magnitude = (sample < 0 ? ~sample : sample) >> 3;
            int exponent = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
            int mantissa = (magnitude >> Math.max(1, exponent)) & 0x0F;
            return (byte) ((sign | (exponent << 4) | mantissa) ^ 0x55);
        }
    };

    public static final int SAMPLE_RATE_HZ = 8000;

    /** 20 ms. */
    public static final int FRAME_SAMPLES = 160;

    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;

    private final int payloadType;
    private final byte silence;
    private final short[] expanded = new short[256];
    private final byte[] compressed = new byte[1 << 16];

    Codec(int payloadType, byte silence) {
        this.payloadType = payloadType;
        this.silence = silence;
        for (int code = 0; code < 256; code++) {
            expanded[code] = expand(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            compressed[sample & 0xFFFF] = compress(sample);
        }
    }

    abstract short expand(int code);

    abstract byte compress(int sample);

    /** The static payload type of RFC 3551. */
    public int payloadType() {
        return payloadType;
    }

    /** The code that means no sound. */
    byte silence() {
        return silence;
    }

    short decode(byte code) {
        return expanded[code & 0xFF];
    }

    byte encode(short sample) {
        return compressed[sample & 0xFFFF];
    }

    /** PCM16 little-endian, as the log carries it. */
    ByteBuffer decode(ByteBuffer codes) {
        ByteBuffer pcm = ByteBuffer.allocate(2 * codes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = codes.position(); i < codes.limit(); i++) {
            pcm.putShort(decode(codes.get(i)));
        }
        return pcm.flip();
    }
}
