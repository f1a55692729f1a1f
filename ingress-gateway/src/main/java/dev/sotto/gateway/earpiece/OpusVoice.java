package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.protocol.Sound;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** One device's Opus, both ways, 20 ms at a time; each direction remembers what came before. Not thread-safe. */
final class OpusVoice {

    /** Speech at 16 kHz is not told from the original above this. */
    private static final int BITS_PER_SECOND = 24_000;

    /** Half the work of the usual complexity for a difference nobody hears in an earpiece. */
    private static final int COMPLEXITY = 3;

    private static final int MOST_PACKET_BYTES = 1275;

    private final short[] samples = new short[Sound.FRAME_SAMPLES];
    private @Nullable OpusDecoder decoder;
    private @Nullable OpusEncoder encoder;

    /** PCM16 little-endian of 20 ms; null when the packet holds anything else. */
    @Nullable
    ByteBuffer decode(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.duplicate().get(bytes);
        try {
            OpusDecoder own = decoder;
            if (own == null) {
                own = new OpusDecoder(Sound.SAMPLE_RATE_HZ, 1);
                decoder = own;
            }
            int decoded = own.decode(bytes, 0, bytes.length, samples, 0, samples.length, false);
            if (decoded != Sound.FRAME_SAMPLES) {
                return null;
            }
        } catch (OpusException | RuntimeException noOpus) {
            decoder = null; // whatever state it was left in
            return null;
        }
        ByteBuffer pcm = ByteBuffer.allocate(Sound.PCM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            pcm.putShort(sample);
        }
        return pcm.flip();
    }

    /** A packet of up to 20 ms; what is shorter is filled with silence. */
    ByteBuffer encode(ByteBuffer pcm) {
        ByteBuffer input = pcm.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = input.remaining() >= 2 ? input.getShort() : 0;
        }
        try {
            OpusEncoder own = encoder;
            if (own == null) {
                own = new OpusEncoder(Sound.SAMPLE_RATE_HZ, 1, OpusApplication.OPUS_APPLICATION_VOIP);
                own.setBitrate(BITS_PER_SECOND);
                own.setComplexity(COMPLEXITY);
                encoder = own;
            }
            byte[] packet = new byte[MOST_PACKET_BYTES];
            int length = own.encode(samples, 0, samples.length, packet, 0, packet.length);
            return ByteBuffer.wrap(packet, 0, length);
        } catch (OpusException impossible) {
            throw new IllegalStateException("20 ms at 16 kHz can always be encoded", impossible);
        }
    }
}
