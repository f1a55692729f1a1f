package dev.sotto.speech.sound;

/** The two telephone companding laws (ITU-T G.711), decoded; telephone recordings are kept this way. */
public final class G711 {
    private static final short[] MU_LAW = table(true);
    private static final short[] A_LAW = table(false);

    private G711() {}

    public static short fromMuLaw(byte code) {
        return MU_LAW[code & 0xff];
    }

    public static short fromALaw(byte code) {
        return A_LAW[code & 0xff];
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
