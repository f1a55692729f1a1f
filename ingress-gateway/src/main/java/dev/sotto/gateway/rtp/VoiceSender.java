package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.codec.RateChange;
import dev.sotto.gateway.rtp.codec.VoiceEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way out: frames of 20 ms → the rate of the codec → as much as the caller wants in a packet → encoded → numbered.
 * Time runs on while nothing is sent, so that a pause is heard as one.
 */
final class VoiceSender {

    /** Takes a packet that is ready, up to {@code length}; the array is used again. */
    interface Output {
        void packet(byte[] packet, int length);
    }

    private final Output output;
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private final byte[] packet = new byte[RtpSession.MAX_DATAGRAM];

    /** What waits to fill a packet, behind it room for a frame of the wider band. */
    private final short[] waiting = new short[1024 + 640];

    private final short[] frame = new short[640];
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private RtpAgreement.@Nullable PayloadTypes types;
    private @Nullable Codec codec;
    private @Nullable VoiceEncoder encoder;
    private @Nullable RateChange rate;
    private int frameSamples;
    private int packetSamples;
    private int held;
    private boolean speaking;
    private boolean marked;
    private int packets;
    private int octets;

    VoiceSender(Output output) {
        this.output = output;
    }

    void agree(RtpAgreement agreed, int sampleRateHz) {
        types = agreed.types();
        frameSamples = VoiceFrame.samples(sampleRateHz);
        Codec wanted = agreed.codec();
        if (codec != wanted) {
            codec = wanted;
            encoder = wanted.encoder();
            rate = wanted.sampleRateHz() == sampleRateHz
                    ? null
                    : RateChange.between(sampleRateHz, wanted.sampleRateHz());
            held = 0;
        }
        packetSamples = wanted.sampleRateHz() * agreed.packetMillis() / 1000;
    }

    /** @param pcm 20 ms at the rate of the stream, or less at the end of a sentence; null for silence */
    void send(@Nullable ByteBuffer pcm) {
        Codec spoken = codec;
        VoiceEncoder encoding = encoder;
        RtpAgreement.PayloadTypes agreed = types;
        if (spoken == null || encoding == null || agreed == null) {
            return;
        }
        marked |= pcm != null && !speaking;
        speaking = pcm != null;
        take(pcm);
        int sent = 0;
        while (held - sent >= packetSamples) {
            int length = encoding.encode(waiting, sent, packetSamples, packet, RtpPacket.HEADER_BYTES);
            RtpPacket.header(packet, agreed.sent(), marked, sequence, timestamp, ssrc);
            marked = false;
            sequence = (sequence + 1) & 0xFFFF;
            timestamp += spoken.clockTicks(packetSamples);
            packets++;
            octets += length;
            output.packet(packet, RtpPacket.HEADER_BYTES + length);
            sent += packetSamples;
        }
        held -= sent;
        System.arraycopy(waiting, sent, waiting, 0, held);
    }

    private void take(@Nullable ByteBuffer pcm) {
        int given = 0;
        if (pcm != null) {
            ShortBuffer samples = pcm.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            given = Math.min(frameSamples, samples.remaining());
            samples.get(frame, 0, given);
        }
        Arrays.fill(frame, given, frameSamples, (short) 0);
        int count = rate == null ? frameSamples : rate.convert(frame, frameSamples);
        System.arraycopy(frame, 0, waiting, held, count);
        held += count;
    }

    /** 20 ms in which nothing may be sent. */
    void pause() {
        Codec spoken = codec;
        if (spoken != null) {
            timestamp += spoken.clockRateHz() * VoiceFrame.MILLIS / 1000;
        }
        speaking = false;
    }

    int ssrc() {
        return ssrc;
    }

    int timestamp() {
        return timestamp;
    }

    int packets() {
        return packets;
    }

    int octets() {
        return octets;
    }
}
