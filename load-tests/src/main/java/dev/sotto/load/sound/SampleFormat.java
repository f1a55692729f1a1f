package dev.sotto.load.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The 'fmt ' chunk of a WAV file: how one sample of its sound is written. */
record SampleFormat(Encoding encoding, int channels, int sampleRateHz, int bits) {
    private static final int MIN_RATE_HZ = 4_000;
    private static final int MAX_RATE_HZ = 192_000;
    private static final int MAX_CHANNELS = 8;
    private static final int EXTENSIBLE = 0xFFFE;

    enum Encoding {
        INTEGER,
        FLOAT,
        A_LAW,
        MU_LAW
    }

    static SampleFormat parse(ByteBuffer chunk, String source) {
        ByteBuffer in = chunk.order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 16) {
            throw new WavUnreadable(source, "has a 'fmt ' chunk of only " + in.remaining() + " bytes.");
        }
        int code = in.getShort(0) & 0xFFFF;
        if (code == EXTENSIBLE && in.remaining() >= 26) {
            code = in.getShort(24) & 0xFFFF;
        }
        int channels = in.getShort(2) & 0xFFFF;
        int rateHz = in.getInt(4);
        int bits = in.getShort(14) & 0xFFFF;
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new WavUnreadable(source, "has " + channels + " channels; 1 to " + MAX_CHANNELS + " can be played.");
        }
        if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
            throw new WavUnreadable(
                    source,
                    "has a sample rate of " + Integer.toUnsignedString(rateHz) + " Hz; " + MIN_RATE_HZ + " to "
                            + MAX_RATE_HZ + " Hz can be played.");
        }
        return new SampleFormat(encoding(code, bits, source), channels, rateHz, bits);
    }

    private static Encoding encoding(int code, int bits, String source) {
        return switch (code << 8 | bits) {
            case 0x108, 0x110, 0x118, 0x120 -> Encoding.INTEGER;
            case 0x320, 0x340 -> Encoding.FLOAT;
            case 0x608 -> Encoding.A_LAW;
            case 0x708 -> Encoding.MU_LAW;
            default ->
                throw new WavUnreadable(
                        source,
                        "is in a format that cannot be played (code " + code + " with " + bits
                                + " bits); PCM of 8, 16, 24 or 32 bits, float, A-law and µ-law can.");
        };
    }

    /** All channels mixed into one; an incomplete last sample is left out. */
    Pcm decode(ByteBuffer sound) {
        int width = bits / 8;
        short[] samples = new short[sound.remaining() / (width * channels)];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += sample(sound, (i * channels + channel) * width);
            }
            samples[i] = (short) (sum / channels);
        }
        return Pcm.owning(samples, sampleRateHz);
    }

    private short sample(ByteBuffer sound, int at) {
        return switch (encoding) {
            case A_LAW -> G711.fromALaw(sound.get(at));
            case MU_LAW -> G711.fromMuLaw(sound.get(at));
            case FLOAT -> fromFloat(bits == 32 ? sound.getFloat(at) : sound.getDouble(at));
            // 8-bit WAV is unsigned; of the wider ones the two upper bytes are the sample.
            case INTEGER ->
                bits == 8 ? (short) (((sound.get(at) & 0xFF) - 128) << 8) : sound.getShort(at + bits / 8 - 2);
        };
    }

    private static short fromFloat(double value) {
        return (short) Math.clamp(Math.round(value * 32_767), -32_768L, 32_767L);
    }
}
