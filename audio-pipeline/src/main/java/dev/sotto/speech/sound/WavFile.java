package dev.sotto.speech.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A recording as people have it on disk: RIFF/WAVE holding 16-bit PCM, µ-law or A-law, one channel or two (mixed to
 * one), 8 to 48 kHz. Anything else is refused with the field that is wrong and what would be right.
 */
public final class WavFile {
    private static final int HEADER = 44;
    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xfffe;
    private static final String SUPPORTED =
            "Supported is a WAV file of 16-bit PCM, µ-law or A-law, one or two channels, 8000 to 48000 Hz.";

    private final int sampleRateHz;
    private final short[] samples;

    private WavFile(int sampleRateHz, short[] samples) {
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
    }

    public static WavFile parse(byte[] bytes) throws UnreadableSoundException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes.length >= 12, "it is only " + bytes.length + " bytes long, too short for a WAV header");
        require(tag(buffer).equals("RIFF"), "it does not begin with 'RIFF', so it is not a WAV file");
        buffer.getInt();
        require(tag(buffer).equals("WAVE"), "its RIFF type is not 'WAVE'");
        Format format = null;
        while (buffer.remaining() >= 8) {
            String chunk = tag(buffer);
            long size = buffer.getInt() & 0xffff_ffffL;
            if (chunk.equals("data")) {
                if (format == null) {
                    throw new UnreadableSoundException("its 'data' chunk stands before any 'fmt ' chunk. " + SUPPORTED);
                }
                // A recorder that was cut off, or wrote to a pipe, leaves a length that is too long: take what is
                // there.
                return format.decode(slice(buffer, Math.min(size, buffer.remaining())));
            }
            require(
                    size <= buffer.remaining(),
                    "its '" + chunk.strip() + "' chunk claims " + size + " bytes but the file ends after "
                            + buffer.remaining());
            ByteBuffer body = slice(buffer, size);
            if (chunk.equals("fmt ")) {
                format = Format.parse(body);
            }
            if (size % 2 == 1 && buffer.hasRemaining()) {
                buffer.get();
            }
        }
        throw new UnreadableSoundException("it has no 'data' chunk, so no sound. " + SUPPORTED);
    }

    /** Bare µ-law at 8 kHz, as telephone equipment keeps it. */
    public static WavFile muLaw(byte[] codes) throws UnreadableSoundException {
        require(codes.length > 0, "it is empty");
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = G711.fromMuLaw(codes[i]);
        }
        return new WavFile(8000, samples);
    }

    /** One channel of 16-bit PCM as a file. */
    public static byte[] bytes(short[] samples, int sampleRateHz) {
        ByteBuffer file = ByteBuffer.allocate(HEADER + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(HEADER - 8 + 2 * samples.length);
        file.put("WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1)).putInt(16);
        file.putShort((short) PCM).putShort((short) 1).putInt(sampleRateHz).putInt(2 * sampleRateHz);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.ISO_8859_1)).putInt(2 * samples.length);
        file.put(Pcm.bytes(samples));
        return file.array();
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** One channel; the array is the file's own, not a copy. */
    public short[] samples() {
        return samples;
    }

    public long millis() {
        return samples.length * 1000L / sampleRateHz;
    }

    private static ByteBuffer slice(ByteBuffer buffer, long size) {
        ByteBuffer body = buffer.slice(buffer.position(), (int) size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(buffer.position() + (int) size);
        return body;
    }

    private static String tag(ByteBuffer buffer) {
        byte[] tag = new byte[4];
        buffer.get(tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean holds, String problem) throws UnreadableSoundException {
        if (!holds) {
            throw new UnreadableSoundException(problem + ". " + SUPPORTED);
        }
    }

    private record Format(int encoding, int channels, int sampleRateHz, int bits) {
        static Format parse(ByteBuffer body) throws UnreadableSoundException {
            require(body.remaining() >= 16, "its 'fmt ' chunk has " + body.remaining() + " bytes instead of 16");
            int encoding = body.getShort() & 0xffff;
            int channels = body.getShort() & 0xffff;
            int rate = body.getInt();
            body.getInt();
            body.getShort();
            int bits = body.getShort() & 0xffff;
            if (encoding == EXTENSIBLE && body.remaining() >= 10) {
                encoding = body.getShort(24) & 0xffff;
            }
            require(
                    encoding == PCM || encoding == A_LAW || encoding == MU_LAW,
                    "its encoding (format tag " + encoding + ") is neither PCM, µ-law nor A-law");
            int wanted = encoding == PCM ? 16 : 8;
            require(bits == wanted, "its samples have " + bits + " bits instead of " + wanted);
            require(channels == 1 || channels == 2, "it has " + channels + " channels");
            require(rate >= 8000 && rate <= 48000, "its sample rate is " + rate + " Hz");
            return new Format(encoding, channels, rate, bits);
        }

        WavFile decode(ByteBuffer body) throws UnreadableSoundException {
            int frames = body.remaining() / (channels * bits / 8);
            require(frames > 0, "its 'data' chunk is empty");
            short[] samples = new short[frames];
            for (int i = 0; i < frames; i++) {
                int sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    sum += sample(body);
                }
                samples[i] = (short) (sum / channels);
            }
            return new WavFile(sampleRateHz, samples);
        }

        private short sample(ByteBuffer body) {
            return switch (encoding) {
                case MU_LAW -> G711.fromMuLaw(body.get());
                case A_LAW -> G711.fromALaw(body.get());
                default -> body.getShort();
            };
        }
    }
}
