package dev.sotto.load.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads WAV files as people have them (any common rate and width, G.711, stereo mixed down) and writes PCM16 mono. */
public final class Wav {
    /** Ten minutes of 96 kHz stereo: beyond that a file is no utterance and would only fill the memory. */
    private static final long MAX_BYTES = 256L << 20;

    /** Sizes from here up are what programs write when they stream and do not know the size yet. */
    private static final long UNKNOWN_SIZE = 0x7FFF_0000L;

    private static final int CHUNK_HEADER = 8;

    private Wav() {}

    public static Pcm read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new WavUnreadable(file.toString(), "is larger than " + (MAX_BYTES >> 20) + " MiB.");
            }
            return read(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException absent) {
            throw new WavUnreadable(file.toString(), "does not exist.");
        } catch (IOException unreadable) {
            throw new WavUnreadable(file.toString(), "cannot be read: " + unreadable.getMessage() + ".");
        }
    }

    /** {@code source} names the sound in error messages. */
    public static Pcm read(byte[] bytes, String source) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 12 || !tag(in, 0).equals("RIFF") || !tag(in, 8).equals("WAVE")) {
            throw new WavUnreadable(source, "is not a WAV file (it does not begin with RIFF … WAVE).");
        }
        in.position(12);
        SampleFormat format = null;
        while (in.remaining() >= CHUNK_HEADER) {
            String tag = tag(in, in.position());
            long size = in.getInt(in.position() + 4) & 0xFFFF_FFFFL;
            in.position(in.position() + CHUNK_HEADER);
            if (tag.equals("data")) {
                if (format == null) {
                    throw new WavUnreadable(source, "has sound before it says in which format.");
                }
                return format.decode(sound(in, size, source));
            }
            if (size > in.remaining()) {
                throw new WavUnreadable(source, "is cut short inside its '" + tag.strip() + "' chunk.");
            }
            if (tag.equals("fmt ")) {
                format = SampleFormat.parse(in.slice(in.position(), (int) size), source);
            }
            in.position((int) Math.min(in.limit(), in.position() + size + (size & 1)));
        }
        throw new WavUnreadable(source, "holds no sound (it has no 'data' chunk).");
    }

    public static void write(Path file, Pcm sound) {
        try {
            Files.write(file, bytes(sound));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write " + file + ": " + unwritable.getMessage(), unwritable);
        }
    }

    public static byte[] bytes(Pcm sound) {
        byte[] samples = sound.littleEndian();
        ByteBuffer out = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1).putShort((short) 1);
        out.putInt(sound.sampleRateHz()).putInt(sound.sampleRateHz() * 2);
        out.putShort((short) 2).putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length);
        return out.put(samples).array();
    }

    private static ByteBuffer sound(ByteBuffer in, long size, String source) {
        if (size > in.remaining() && size < UNKNOWN_SIZE) {
            throw new WavUnreadable(
                    source, "is cut short: it promises " + size + " bytes of sound and holds " + in.remaining() + ".");
        }
        return in.slice(in.position(), (int) Math.min(size, in.remaining())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String tag(ByteBuffer in, int at) {
        byte[] tag = new byte[4];
        in.get(at, tag);
        return new String(tag, StandardCharsets.ISO_8859_1);
    }
}
