package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets as RFC 3550 lays them out, and whose packets they are. */
class RtpPacketTest {

    private static ByteBuffer hex(String text) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text.replace(" ", "")));
    }

    @Test
    void whatIsBuiltIsReadAsTheSame() {
        RtpPacket packet = new RtpPacket(8, true, 65_535, -1, 0xCAFE, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(RtpPacket.parse(ByteBuffer.wrap(packet.encode()))).isEqualTo(packet);
    }

    @Test
    void contributorsExtensionAndPaddingAreSteppedOver() {
        RtpPacket packet = RtpPacket.parse(hex("B1 00 0001 00000002 00000003 AAAAAAAA BEDE0001 11111111 D5D5 0002"));
        assertThat(packet).isNotNull();
        assertThat(packet.payload()).isEqualTo(hex("D5D5"));
    }

    @Test
    void whatIsNotRtpIsNoPacket() {
        assertThat(RtpPacket.parse(hex("00"))).isNull();
        assertThat(RtpPacket.parse(hex("0001 0000 2112A442 000000000000000000000000")))
                .as("STUN")
                .isNull();
        assertThat(RtpPacket.parse(hex("80C8 0006 00000001 00000000 00000000")))
                .as("RTCP")
                .isNull();
        assertThat(RtpPacket.parse(hex("9F00 0001 00000002 00000003")))
                .as("contributors missing")
                .isNull();
        assertThat(RtpPacket.parse(hex("A000 0001 00000002 00000003 FF")))
                .as("padding beyond")
                .isNull();
    }

    @Test
    void noNoiseEscapesAsAnException() {
        Random random = new Random(3550);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            }
            RtpPacket packet = RtpPacket.parse(ByteBuffer.wrap(noise));
            assertThat(packet == null || packet.payload().remaining() <= noise.length)
                    .as("seed 3550")
                    .isTrue();
        }
    }

    @Test
    void aCallerIsBelievedWhereHeSaysHeIsAndThenOnlyThere() throws Exception {
        InetAddress sip = InetAddress.ofLiteral("192.0.2.7");
        Latch latch = new Latch(new InetSocketAddress(sip, 4000), sip);
        assertThat(latch.destination()).isEqualTo(new InetSocketAddress(sip, 4000));
        assertThat(latch.accepts(new InetSocketAddress("203.0.113.1", 4000))).isFalse();
        assertThat(latch.accepts(new InetSocketAddress(sip, 4002))).isTrue();
        assertThat(latch.accepts(new InetSocketAddress(sip, 4000))).isFalse();
        assertThat(latch.destination()).isEqualTo(new InetSocketAddress(sip, 4002));
    }

    @Test
    void behindNatTheFirstPacketTellsWhereHeIs() {
        InetAddress sip = InetAddress.ofLiteral("203.0.113.1");
        Latch latch = new Latch(new InetSocketAddress("10.0.0.4", 4000), sip);
        assertThat(latch.accepts(new InetSocketAddress(sip, 61_000))).isTrue();
        assertThat(latch.accepts(new InetSocketAddress("198.51.100.9", 61_000))).isFalse();
        assertThat(latch.destination()).isEqualTo(new InetSocketAddress(sip, 61_000));
    }
}
