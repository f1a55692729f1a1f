package dev.sotto.gateway.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports, written and read. */
class RtcpTest {

    private static final ReportBlock BLOCK = new ReportBlock(0xCAFE, 12, -3, 70_000, 55, 0x1234_5678, 99);
    private final byte[] bytes = new byte[1500];

    @Test
    void aSenderReportIsReadAsItWasWritten() {
        long ntp = RtcpWriter.ntp(1_700_000_000_500_000L);
        int length = RtcpWriter.write(bytes, 7, new RtcpWriter.Sent(ntp, 1, 2, 3), BLOCK, "someone", true);
        assertThat(length % 4).isZero();
        List<RtcpPart> parts = RtcpParser.parse(bytes, length);
        assertThat(parts)
                .containsExactly(
                        new RtcpPart.SenderReport(7, (int) (ntp >> 16), List.of(BLOCK)),
                        new RtcpPart.Other(202),
                        new RtcpPart.Goodbye(7));
    }

    @Test
    void whoHasSentNothingReportsOnlyWhatHeHears() {
        int length = RtcpWriter.write(bytes, 7, null, BLOCK, "x", false);
        assertThat(RtcpParser.parse(bytes, length))
                .containsExactly(new RtcpPart.ReceiverReport(7, List.of(BLOCK)), new RtcpPart.Other(202));
        int empty = RtcpWriter.write(bytes, 7, null, null, "abcd", false);
        assertThat(RtcpParser.parse(bytes, empty)).first().isEqualTo(new RtcpPart.ReceiverReport(7, List.of()));
    }

    @Test
    void halfASecondIsHalfOfNtpsFraction() {
        long ntp = RtcpWriter.ntp(500_000);
        assertThat(ntp >>> 32).isEqualTo(2_208_988_800L);
        assertThat(ntp & 0xFFFF_FFFFL).isEqualTo(0x8000_0000L);
    }

    @Test
    void whatIsCutShortEndsTheReading() {
        int length = RtcpWriter.write(bytes, 7, null, BLOCK, "x", true);
        for (int cut = 0; cut < length; cut++) {
            assertThat(RtcpParser.parse(bytes, cut).size()).isLessThan(3);
        }
    }

    @Test
    void noNoiseEscapesAsAnException() {
        Random random = new Random(3550);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
                noise[1] = (byte) (200 + random.nextInt(5));
            }
            assertThat(RtcpParser.parse(noise, noise.length)).as("seed 3550").isNotNull();
        }
    }
}
