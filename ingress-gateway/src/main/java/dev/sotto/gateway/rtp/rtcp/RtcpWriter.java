package dev.sotto.gateway.rtp.rtcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes compound packets: a report, who we are, and at the end a goodbye (RFC 3550 §6.1). */
public final class RtcpWriter {

    private static final int VERSION = 0x80;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME = 1;

    /** Seconds between 1900 and 1970. */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private RtcpWriter() {}

    /**
     * What we have sent so far.
     *
     * @param ntp the time of the report, in NTP's 64 bits
     * @param timestamp the same time on the stream's clock
     */
    public record Sent(long ntp, int timestamp, int packets, int octets) {}

    /**
     * @param sent null when we have sent nothing since the last report
     * @param block null when we have received nothing
     * @return how many bytes were written
     */
    public static int write(
            byte[] into, int ssrc, @Nullable Sent sent, @Nullable ReportBlock block, String cname, boolean goodbye) {
        ByteBuffer out = ByteBuffer.wrap(into);
        report(out, ssrc, sent, block);
        description(out, ssrc, cname);
        if (goodbye) {
            header(out, 1, 203, 1).putInt(ssrc);
        }
        return out.position();
    }

    private static void report(ByteBuffer out, int ssrc, @Nullable Sent sent, @Nullable ReportBlock block) {
        int blocks = block == null ? 0 : 1;
        header(out, blocks, sent == null ? 201 : 200, (sent == null ? 1 : 6) + 6 * blocks)
                .putInt(ssrc);
        if (sent != null) {
            out.putLong(sent.ntp())
                    .putInt(sent.timestamp())
                    .putInt(sent.packets())
                    .putInt(sent.octets());
        }
        if (block != null) {
            out.putInt(block.ssrc())
                    .putInt(block.fractionLost() << 24 | (block.lost() & 0xFF_FFFF))
                    .putInt(block.highestSequence())
                    .putInt((int) block.jitter())
                    .putInt(block.lastReport())
                    .putInt(block.delay());
        }
    }

    private static void description(ByteBuffer out, int ssrc, String cname) {
        byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
        // An item, its end, and filling up to a word of four bytes.
        int words = 1 + (2 + name.length + 4) / 4;
        int end = out.position() + 4 * (words + 1);
        header(out, 1, SOURCE_DESCRIPTION, words).putInt(ssrc);
        out.put((byte) CNAME).put((byte) name.length).put(name);
        while (out.position() < end) {
            out.put((byte) 0);
        }
    }

    private static ByteBuffer header(ByteBuffer out, int count, int type, int wordsAfter) {
        return out.put((byte) (VERSION | count)).put((byte) type).putShort((short) wordsAfter);
    }

    /** Wall-clock time in NTP's 64 bits: seconds since 1900 and their fraction. */
    public static long ntp(long epochMicros) {
        long seconds = Math.floorDiv(epochMicros, 1_000_000L) + NTP_EPOCH;
        long fraction = (Math.floorMod(epochMicros, 1_000_000L) << 32) / 1_000_000L;
        return seconds << 32 | fraction;
    }
}
