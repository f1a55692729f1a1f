package dev.sotto.load.sound;

/** G.711 (ITU-T 1988): PCM16 samples as 8-bit µ-law or A-law codes and back. */
public final class G711 {
    private static final int MU_BIAS = 0x84;
    private static final int MU_CLIP = 32_635;
    private static final short[] MU_DECODED = new short[256];
    private static final short[] A_DECODED = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            MU_DECODED[code] = expandMu(code);
            A_DECODED[code] = expandA(code);
        }
    }

    private G711() {}

    public static byte toMuLaw(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), MU_CLIP) + MU_BIAS;
        int segment = 24 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> (segment + 3) & 0x0F;
        return (byte) ~(sign | segment << 4 | step);
    }

    public static short fromMuLaw(byte code) {
        return MU_DECODED[code & 0xFF];
    }

    public static byte toALaw(short sample) {
        // A-law works on 13 bits and is symmetric about -1/2, hence the complement of negatives.
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = (sample < 0 ? ~sample : sample) >> 3;
        int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
        int step = magnitude >> Math.max(1, segment) & 0x0F;
        return (byte) ((sign | segment << 4 | step) ^ 0x55);
    }

    public static short fromALaw(byte code) {
        return A_DECODED[code & 0xFF];
    }

    public static byte[] toMuLaw(short[] samples) {
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = toMuLaw(samples[i]);
        }
        return codes;
    }

    public static short[] fromMuLaw(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = fromMuLaw(codes[i]);
        }
        return samples;
    }

    public static byte[] toALaw(short[] samples) {
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = toALaw(samples[i]);
        }
        return codes;
    }

    public static short[] fromALaw(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = fromALaw(codes[i]);
        }
        return samples;
    }

    private static short expandMu(int code) {
        int plain = ~code & 0xFF;
        int segment = plain >> 4 & 7;
        int magnitude = ((((plain & 0x0F) << 3) + MU_BIAS) << segment) - MU_BIAS;
        return (short) ((plain & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short expandA(int code) {
        int plain = code ^ 0x55;
        int segment = plain >> 4 & 7;
        int step = (plain & 0x0F) << 4;
        int magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1);
        return (short) ((plain & 0x80) != 0 ? magnitude : -magnitude);
    }
}
