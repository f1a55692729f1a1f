package dev.sotto.gateway.earpiece.protocol;

/** The first byte of a binary message; a 64-bit number follows it, both big-endian. */
public final class Kind {

    public static final int AUDIO_PCM16 = 1;
    public static final int ACKNOWLEDGED = 2;
    public static final int VOICE_PCM16 = 3;
    public static final int AUDIO_OPUS = 4;
    public static final int VOICE_OPUS = 5;

    /** Kind and number. */
    public static final int ENVELOPE_BYTES = 1 + Long.BYTES;

    private Kind() {}
}
