package dev.sotto.gateway.earpiece.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How 20 ms of sound, mono, look on the line. */
public enum Sound {
    /** 640 bytes: 16 kHz, signed 16-bit little-endian. */
    PCM16,
    /** One packet of 20 ms (RFC 6716), at most 1275 bytes; a tenth of the bytes of PCM. */
    OPUS;

    public static final int SAMPLE_RATE_HZ = 16_000;
    public static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 50;
    public static final int PCM_BYTES = 2 * FRAME_SAMPLES;

    /** RFC 6716 §3.4: no frame is longer. */
    static final int MOST_OPUS_BYTES = 1275;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Sound named(String name) {
        return switch (name) {
            case "", "pcm16" -> PCM16;
            case "opus" -> OPUS;
            default -> null;
        };
    }

    boolean fits(int bytes) {
        return switch (this) {
            case PCM16 -> bytes == PCM_BYTES;
            case OPUS -> bytes >= 1 && bytes <= MOST_OPUS_BYTES;
        };
    }
}
