package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** RFC 3550 §5.1: a piece of sound with its number, its time and its source. */
record RtpPacket(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, ByteBuffer payload) {

    static final int HEADER_BYTES = 12;

    /** Null for what is not RTP: RTCP, STUN, noise. */
    static @Nullable RtpPacket parse(ByteBuffer datagram) {
        int start = datagram.position();
        if (datagram.remaining() < HEADER_BYTES || (datagram.get(start) & 0xC0) != 0x80) {
            return null;
        }
        int first = datagram.get(start);
        int second = datagram.get(start + 1) & 0xFF;
        // RTCP shares the version bits; its packet types read as these payload types (RFC 5761 §4).
        if (second >= 192 && second <= 223) {
            return null;
        }
        int offset = start + HEADER_BYTES + 4 * (first & 0x0F);
        int limit = datagram.limit();
        if ((first & 0x10) != 0) {
            if (offset + 4 > limit) {
                return null;
            }
            offset += 4 + 4 * (datagram.getShort(offset + 2) & 0xFFFF);
        }
        if ((first & 0x20) != 0) {
            limit -= datagram.get(limit - 1) & 0xFF;
        }
        if (offset > limit) {
            return null;
        }
        return new RtpPacket(
                second & 0x7F,
                (second & 0x80) != 0,
                datagram.getShort(start + 2) & 0xFFFF,
                datagram.getInt(start + 4),
                datagram.getInt(start + 8),
                datagram.slice(offset, limit - offset));
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + payload.remaining());
        bytes.put((byte) 0x80)
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc)
                .put(payload.duplicate());
        return bytes.array();
    }
}
