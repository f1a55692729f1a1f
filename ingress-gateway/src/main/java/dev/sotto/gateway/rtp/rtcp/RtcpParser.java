package dev.sotto.gateway.rtp.rtcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads compound packets. What is malformed ends the reading: the parts before it are believed, the rest is not. */
public final class RtcpParser {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int GOODBYE = 203;
    private static final int BLOCK_BYTES = 24;

    private RtcpParser() {}

    public static List<RtcpPart> parse(byte[] datagram, int length) {
        List<RtcpPart> parts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
        while (in.remaining() >= 4) {
            int first = in.get(in.position()) & 0xFF;
            int bytes = 4 * ((in.getShort(in.position() + 2) & 0xFFFF) + 1);
            if (first >> 6 != 2 || bytes > in.remaining()) {
                return parts;
            }
            parts.add(part(in.slice(in.position(), bytes)));
            in.position(in.position() + bytes);
        }
        return parts;
    }

    private static RtcpPart part(ByteBuffer in) {
        int count = in.get() & 0x1F;
        int type = in.get() & 0xFF;
        in.getShort();
        if (type == SENDER_REPORT && in.remaining() >= 24) {
            int ssrc = in.getInt();
            int ntpMiddle = (int) (in.getLong() >> 16);
            in.position(in.position() + 12);
            return new RtcpPart.SenderReport(ssrc, ntpMiddle, blocks(in, count));
        }
        if (type == RECEIVER_REPORT && in.remaining() >= 4) {
            return new RtcpPart.ReceiverReport(in.getInt(), blocks(in, count));
        }
        if (type == GOODBYE && count > 0 && in.remaining() >= 4) {
            return new RtcpPart.Goodbye(in.getInt());
        }
        return new RtcpPart.Other(type);
    }

    private static List<ReportBlock> blocks(ByteBuffer in, int count) {
        List<ReportBlock> blocks = new ArrayList<>(1);
        for (int i = 0; i < count && in.remaining() >= BLOCK_BYTES; i++) {
            int ssrc = in.getInt();
            int loss = in.getInt();
            // The cumulative loss has a sign: duplicates can make it negative.
            blocks.add(new ReportBlock(
                    ssrc,
                    loss >>> 24,
                    loss << 8 >> 8,
                    in.getInt(),
                    in.getInt() & 0xFFFF_FFFFL,
                    in.getInt(),
                    in.getInt()));
        }
        return blocks;
    }
}
