package dev.sotto.speech.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Signed 16-bit mono samples, and their little-endian bytes as the topics carry them. */
public final class Pcm {
    private static final double FULL_SCALE = 32768.0;

    /** What digital silence counts as: quieter than any line. */
    public static final double SILENCE_DB = -96;

    private Pcm() {}

    public static short[] samples(ByteBuffer littleEndian) {
        var view = littleEndian.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] samples = new short[view.remaining()];
        view.get(samples);
        return samples;
    }

    public static ByteBuffer bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes;
    }

    /** Level against full scale in dB, the constant part left out. */
    public static double levelDb(short[] samples) {
        if (samples.length == 0) {
            return SILENCE_DB;
        }
        double sum = 0;
        double squares = 0;
        for (short sample : samples) {
            sum += sample;
            squares += (double) sample * sample;
        }
        double mean = sum / samples.length;
        double power = (squares / samples.length - mean * mean) / (FULL_SCALE * FULL_SCALE);
        return power <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(power));
    }

    static short clip(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
