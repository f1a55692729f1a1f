package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.codec.Sound;
import dev.sotto.gateway.rtp.codec.VoiceEncoder;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a voice is left after lines of all kinds. */
class BadLineTest {

    private static final int SECONDS = 20;

    /** A packet and when it comes. */
    private record Arriving(RtpPacket packet, long nanos) {}

    private final List<VoiceFrame> frames = new ArrayList<>();

    /** Puts what came on the time line of what was said, holes as silence. */
    private short[] heard(int rateHz) {
        short[] line = new short[rateHz * SECONDS];
        int each = VoiceFrame.samples(rateHz);
        for (VoiceFrame frame : frames) {
            int at = (int) frame.sequence() * each;
            for (int i = 0; i < each && at + i < line.length; i++) {
                line[at + i] = frame.pcm().getShort(2 * i);
            }
        }
        return line;
    }

    private short[] through(Codec codec, short[] spoken, double loss, int jitterMillis, long seed) {
        Random random = new Random(seed);
        List<Arriving> line = new ArrayList<>();
        VoiceEncoder encoder = codec.encoder();
        int each = codec.sampleRateHz() / 50;
        for (int i = 0; i < spoken.length / each; i++) {
            byte[] payload = new byte[VoiceEncoder.MAX_BYTES];
            int length = encoder.encode(spoken, i * each, each, payload, 0);
            RtpPacket packet = new RtpPacket(
                    codec.payloadType(), false, i & 0xFFFF, i * codec.clockTicks(each), 1, payload, 0, length);
            // The time line begins with whatever comes first.
            long delayMillis = jitterMillis == 0 || i == 0 ? 0 : random.nextInt(2 * jitterMillis);
            if (i == 0 || random.nextDouble() >= loss) {
                line.add(new Arriving(packet, TimeUnit.MILLISECONDS.toNanos(20L * i + delayMillis)));
            }
        }
        line.sort(Comparator.comparingLong(Arriving::nanos));
        VoiceReceiver receiver = new VoiceReceiver(codec.sampleRateHz(), frames::add, key -> {});
        int type = codec.payloadType();
        receiver.agree(
                new RtpAgreement(
                        codec,
                        new RtpAgreement.PayloadTypes(type, type, -1, -1),
                        20,
                        new RtpAgreement.Reach(null, null, false, InetAddress.getLoopbackAddress()),
                        true,
                        true,
                        null),
                codec.sampleRateHz());
        int next = 0;
        for (long now = 0; next < line.size(); now += TimeUnit.MILLISECONDS.toNanos(5)) {
            while (next < line.size() && line.get(next).nanos() <= now) {
                receiver.offer(line.get(next++).packet(), now);
            }
            receiver.elapse(now);
        }
        receiver.flush();
        return heard(codec.sampleRateHz());
    }

    @Test
    void aCleanLineIsHeardAsItWasSpoken() {
        short[] spoken = Sound.voice(8000, SECONDS);
        short[] heard = through(Codec.PCMU, spoken, 0, 0, 1);
        assertThat(Sound.likeness(spoken, heard, 0)).isGreaterThan(0.999);
        assertThat(frames).hasSize(50 * SECONDS).noneMatch(VoiceFrame::concealed);
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 40", "PCMU, 20", "G722, 40"})
    void jitterAloneLosesNothing(Codec codec, int jitterMillis) {
        short[] spoken = Sound.voice(codec.sampleRateHz(), SECONDS);
        short[] heard = through(codec, spoken, 0, jitterMillis, 2);
        assertThat(Sound.likeness(spoken, heard, 40)).isGreaterThan(0.99);
        assertThat(frames).hasSize(50 * SECONDS).noneMatch(VoiceFrame::concealed);
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 1", "PCMU, 2", "PCMU, 3", "G722, 1"})
    void aBadLineStillCarriesTheVoice(Codec codec, long seed) {
        short[] spoken = Sound.voice(codec.sampleRateHz(), SECONDS);
        short[] heard = through(codec, spoken, 0.05, 40, seed);
        assertThat(Sound.likeness(spoken, heard, 40)).as("seed %d", seed).isGreaterThan(0.95);
        long made = frames.stream().filter(VoiceFrame::concealed).count();
        assertThat(made / (double) frames.size()).as("seed %d: made up", seed).isBetween(0.02, 0.08);
    }
}
