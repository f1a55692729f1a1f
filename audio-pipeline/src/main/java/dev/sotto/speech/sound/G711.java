package dev.sotto.speech.sound;

/** The two telephone companding laws (ITU-T G.711), telephone recordings are kept this way. */
public final class G711 {
    private static final int BIAS = 0x84;
    private static final int LOUDEST = 32_635;
    private static final short[] MU_LAW = table(true);
    private static final short[] A_LAW = table(false);

    private G711() {}

    public static short fromMuLaw(byte code) {
        return MU_LAW[code & 0xff];
    }

    public static short fromALaw(byte code) {
        return A_LAW[code & 0xff];
    }

    public static byte[] toMuLaw(short[] samples) {
        byte[] codes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            codes[i] = toMuLaw(samples[i]);
        }
        return codes;
    }

    private static byte toMuLaw(short sample) {
        int magnitude = Math.min(Math.abs((int) sample), LOUDEST) + BIAS;
        int segment = Math.max(0, 24 - Integer.numberOfLeadingZeros(magnitude));
        int code = (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f);
        return (byte) ~(sample < 0 ? code | 0x80 : code);
    }

    private static short[] table(boolean muLaw) {
        short[] table = new short[256];
        for (int code = 0; code < 256; code++) {
            table[code] = (short) (muLaw ? muLaw(code) : aLaw(code));
        }
        return table;
    }

    private static int muLaw(int code) {
        int inverted = ~code & 0xff;
        int magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
        return (inverted & 0x80) == 0 ? magnitude : -magnitude;
    }

    private static int aLaw(int code) {
        int toggled = code ^ 0x55;
        int segment = (toggled & 0x70) >> 4;
        int magnitude = ((toggled & 0x0f) << 4) + 8;
        if (segment > 0) {
            magnitude = (magnitude + 0x100) << (segment - 1);
        }
        return (toggled & 0x80) == 0 ? -magnitude : magnitude;
    }
}
