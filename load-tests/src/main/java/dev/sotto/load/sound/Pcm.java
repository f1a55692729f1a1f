package dev.sotto.load.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/** A stretch of mono sound: signed 16-bit samples at one rate. Immutable. */
public final class Pcm {
    /** The rate of a telephone line. */
    public static final int PHONE_RATE_HZ = 8_000;

    /** The rate of an earpiece. */
    public static final int EARPIECE_RATE_HZ = 16_000;

    private final short[] samples;
    private final int sampleRateHz;

    private Pcm(short[] samples, int sampleRateHz) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("A sample rate is a positive number, not " + sampleRateHz + ".");
        }
        this.samples = samples;
        this.sampleRateHz = sampleRateHz;
    }

    /** Copies the samples. */
    public static Pcm of(short[] samples, int sampleRateHz) {
        return new Pcm(samples.clone(), sampleRateHz);
    }

    /** For callers inside this package that give their array away. */
    static Pcm owning(short[] samples, int sampleRateHz) {
        return new Pcm(samples, sampleRateHz);
    }

    /** From PCM16 little-endian bytes; an odd last byte is no sample and is left out. */
    public static Pcm littleEndian(byte[] bytes, int sampleRateHz) {
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Pcm(samples, sampleRateHz);
    }

    public static Pcm silence(Duration length, int sampleRateHz) {
        return new Pcm(new short[samplesIn(length, sampleRateHz)], sampleRateHz);
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    public int length() {
        return samples.length;
    }

    public boolean isEmpty() {
        return samples.length == 0;
    }

    public short sample(int index) {
        return samples[index];
    }

    /** A copy. */
    public short[] samples() {
        return samples.clone();
    }

    public Duration duration() {
        return Duration.ofNanos(Math.round(samples.length * 1e9 / sampleRateHz));
    }

    /** Samples from an index on; what lies beyond the end is silence, so that the last frame is full. */
    public short[] frame(int from, int length) {
        return Arrays.copyOfRange(samples, Math.min(from, samples.length), Math.min(from, samples.length) + length);
    }

    public Pcm resampled(int rateHz) {
        return rateHz == sampleRateHz
                ? this
                : Resampler.between(sampleRateHz, rateHz).resample(this);
    }

    /** This sound and then the next, which is brought to this rate. */
    public Pcm then(Pcm next) {
        Pcm tail = next.resampled(sampleRateHz);
        short[] both = Arrays.copyOf(samples, samples.length + tail.samples.length);
        System.arraycopy(tail.samples, 0, both, samples.length, tail.samples.length);
        return new Pcm(both, sampleRateHz);
    }

    /** The part between two moments, clipped to what there is. */
    public Pcm between(Duration from, Duration to) {
        int start = Math.clamp(samplesIn(from, sampleRateHz), 0, samples.length);
        int end = Math.clamp(samplesIn(to, sampleRateHz), start, samples.length);
        return new Pcm(Arrays.copyOfRange(samples, start, end), sampleRateHz);
    }

    public byte[] littleEndian() {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** Root mean square, in sample units: 32767 is full scale. */
    public double rms() {
        return Activity.rms(samples);
    }

    private static int samplesIn(Duration length, int sampleRateHz) {
        return Math.toIntExact(Math.round(length.toNanos() * 1e-9 * sampleRateHz));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pcm that && sampleRateHz == that.sampleRateHz && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return 31 * sampleRateHz + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return duration().toMillis() + " ms at " + sampleRateHz + " Hz";
    }
}
