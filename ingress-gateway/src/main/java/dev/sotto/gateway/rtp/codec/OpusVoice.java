package dev.sotto.gateway.rtp.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;

/** Opus (RFC 6716) as a mono voice of 16 kHz, whatever band the other end chose. */
final class OpusVoice {

    private static final int RATE_HZ = 16_000;

    private OpusVoice() {}

    static final class Decoder implements VoiceDecoder {

        /** RFC 6716 §2.1.4: no packet holds more than 120 ms. */
        private static final int MAX_FRAME = 120 * RATE_HZ / 1000;

        private final OpusDecoder decoder;

        Decoder() {
            try {
                decoder = new OpusDecoder(RATE_HZ, 1);
            } catch (OpusException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public int decode(byte[] bytes, int offset, int length, short[] into) {
            try {
                return length == 0 ? 0 : decoder.decode(bytes, offset, length, into, 0, MAX_FRAME, false);
            } catch (OpusException | ArrayIndexOutOfBoundsException | AssertionError damaged) {
                return 0;
            }
        }

        @Override
        public boolean conceal(short[] into, int samples) {
            try {
                return decoder.decode(null, 0, 0, into, 0, samples, false) == samples;
            } catch (OpusException | ArrayIndexOutOfBoundsException | AssertionError impossible) {
                return false;
            }
        }
    }

    static final class Encoder implements VoiceEncoder {

        /** A clear voice on a telephone line; RFC 7587 §3.1.1 names 16 to 20 kbit/s for wideband speech. */
        private static final int BITS_PER_SECOND = 24_000;

        /** Of 10: higher ones cost a multiple and are not told apart on a voice. */
        private static final int COMPLEXITY = 3;

        private final OpusEncoder encoder;

        Encoder() {
            try {
                encoder = new OpusEncoder(RATE_HZ, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException impossible) {
                throw new IllegalStateException(impossible);
            }
            encoder.setBitrate(BITS_PER_SECOND);
            encoder.setComplexity(COMPLEXITY);
        }

        @Override
        public int encode(short[] samples, int offset, int count, byte[] into, int at) {
            try {
                return encoder.encode(samples, offset, count, into, at, MAX_BYTES);
            } catch (OpusException impossible) {
                throw new IllegalStateException("Opus cannot encode " + count + " samples", impossible);
            }
        }
    }
}
