package dev.sotto.gateway.rtp.codec;

import java.util.Random;

/** Sounds to try codecs with, and how like two of them are. */
public final class Sound {

    private Sound() {}

    /** A second of something with the spectrum and the syllables of a voice. */
    public static short[] voice(int rateHz, int seconds) {
        Random random = new Random(722);
        short[] samples = new short[rateHz * seconds];
        double[] phases = random.doubles(30, 0, 2 * Math.PI).toArray();
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / rateHz;
            double syllable = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * t);
            double sum = 0;
            for (int harmonic = 1; harmonic <= 28 && 120 * harmonic < rateHz * 0.45; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * t + phases[harmonic]) / harmonic;
            }
            samples[i] = (short) (5000 * syllable * sum);
        }
        return samples;
    }

    public static short[] tone(int hertz, int rateHz, int millis) {
        short[] samples = new short[rateHz * millis / 1000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(8000 * Math.sin(2 * Math.PI * hertz * i / rateHz));
        }
        return samples;
    }

    /** The best correlation of two sounds over the delays a codec may have. */
    public static double likeness(short[] one, short[] other, int longestDelay) {
        double best = -1;
        for (int delay = 0; delay <= longestDelay; delay++) {
            best = Math.max(best, correlation(one, other, delay));
        }
        return best;
    }

    private static double correlation(short[] one, short[] other, int delay) {
        double product = 0;
        double energy = 1e-9;
        double otherEnergy = 1e-9;
        int length = Math.min(one.length, other.length - delay);
        for (int i = 0; i < length; i++) {
            product += one[i] * (double) other[i + delay];
            energy += one[i] * (double) one[i];
            otherEnergy += other[i + delay] * (double) other[i + delay];
        }
        return product / Math.sqrt(energy * otherEnergy);
    }

    /** A sound through a codec, packet by packet. */
    public static short[] through(Codec codec, short[] samples, int packetMillis) {
        VoiceEncoder encoder = codec.encoder();
        VoiceDecoder decoder = codec.decoder();
        int each = codec.sampleRateHz() * packetMillis / 1000;
        short[] heard = new short[samples.length];
        short[] packet = new short[VoiceDecoder.MAX_SAMPLES];
        byte[] bytes = new byte[VoiceEncoder.MAX_BYTES];
        for (int at = 0; at + each <= samples.length; at += each) {
            int length = encoder.encode(samples, at, each, bytes, 0);
            int count = decoder.decode(bytes, 0, length, packet);
            System.arraycopy(packet, 0, heard, at, Math.min(count, each));
        }
        return heard;
    }
}
