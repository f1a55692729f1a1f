package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Packets as RFC 3550 lays them out. */
class RtpPacketTest {

    private static @Nullable RtpPacket parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return RtpPacket.parse(bytes, bytes.length);
    }

    @Test
    void whatIsBuiltIsReadAsTheSame() {
        byte[] bytes = new byte[15];
        RtpPacket.header(bytes, 8, true, 65_535, -1, 0xCAFE);
        RtpPacket packet = Objects.requireNonNull(RtpPacket.parse(bytes, bytes.length));
        assertThat(packet)
                .matches(read -> read.payloadType() == 8 && read.marker() && read.sequence() == 65_535)
                .matches(read -> read.timestamp() == -1 && read.ssrc() == 0xCAFE)
                .matches(read -> read.offset() == 12 && read.length() == 3);
    }

    @Test
    void whoWaitsKeepsBytesOfHisOwn() {
        byte[] bytes = HexFormat.of().parseHex("80000001000000020000000301020304");
        RtpPacket kept =
                Objects.requireNonNull(RtpPacket.parse(bytes, bytes.length)).kept();
        Arrays.fill(bytes, (byte) 9);
        assertThat(kept.bytes()).containsExactly(1, 2, 3, 4);
        assertThat(kept.offset()).isZero();
    }

    @Test
    void contributorsExtensionAndPaddingAreSteppedOver() {
        RtpPacket packet = parse("B1 00 0001 00000002 00000003 AAAAAAAA BEDE0001 11111111 D5D5 0002");
        assertThat(packet).isNotNull();
        assertThat(packet.kept().bytes()).containsExactly(0xD5, 0xD5);
    }

    @Test
    void whatIsNotRtpIsNoPacket() {
        assertThat(parse("00")).isNull();
        assertThat(parse("0001 0000 2112A442 000000000000000000000000"))
                .as("STUN")
                .isNull();
        assertThat(parse("80C8 0006 00000001 00000000 00000000")).as("RTCP").isNull();
        assertThat(parse("9F00 0001 00000002 00000003"))
                .as("contributors missing")
                .isNull();
        assertThat(parse("A000 0001 00000002 00000003 FF")).as("padding beyond").isNull();
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
            RtpPacket packet = RtpPacket.parse(noise, noise.length);
            assertThat(packet == null || packet.kept().length() <= noise.length)
                    .as("seed 3550")
                    .isTrue();
        }
    }
}
