package dev.sotto.load.phone;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One RTP packet (RFC 3550 section 5.1). */
@SuppressWarnings("ArrayRecordComponent")
record RtpPacket(int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] payload) {
    private static final int HEADER = 12;

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + payload.length);
        out.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | payloadType)).putShort((short) sequence);
        return out.putInt(timestamp).putInt(ssrc).put(payload).array();
    }

    /** Null when the datagram is no RTP version 2 packet. */
    static @Nullable RtpPacket parse(byte[] datagram, int length) {
        if (length < HEADER || (datagram[0] & 0xC0) != 0x80) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(datagram, 0, length);
        int start = HEADER + 4 * (datagram[0] & 0x0F);
        if ((datagram[0] & 0x10) != 0) {
            start = start + 4 > length ? length + 1 : start + 4 + 4 * (in.getShort(start + 2) & 0xFFFF);
        }
        int end = (datagram[0] & 0x20) != 0 ? length - (datagram[length - 1] & 0xFF) : length;
        if (start > end) {
            return null;
        }
        return new RtpPacket(
                datagram[1] & 0x7F,
                (datagram[1] & 0x80) != 0,
                in.getShort(2) & 0xFFFF,
                in.getInt(4),
                in.getInt(8),
                Arrays.copyOfRange(datagram, start, end));
    }
}
