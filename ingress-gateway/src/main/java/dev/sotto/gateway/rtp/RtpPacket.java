package dev.sotto.gateway.rtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3550 §5.1: a piece of sound with its number, its time and its source. The payload is {@code length} bytes of the
 * datagram from {@code offset}; the datagram's array is used again for the next one, so whoever waits takes a copy.
 */
@SuppressWarnings("ArrayRecordComponent")
record RtpPacket(
        int payloadType, boolean marker, int sequence, int timestamp, int ssrc, byte[] bytes, int offset, int length) {

    static final int HEADER_BYTES = 12;

    /** Null for what is not RTP: RTCP, STUN, noise. */
    static @Nullable RtpPacket parse(byte[] datagram, int limit) {
        if (limit < HEADER_BYTES || (datagram[0] & 0xC0) != 0x80 || isRtcp(datagram, limit)) {
            return null;
        }
        int offset = HEADER_BYTES + 4 * (datagram[0] & 0x0F);
        if ((datagram[0] & 0x10) != 0) {
            if (offset + 4 > limit) {
                return null;
            }
            offset += 4 + 4 * unsignedShort(datagram, offset + 2);
        }
        int end = (datagram[0] & 0x20) != 0 ? limit - (datagram[limit - 1] & 0xFF) : limit;
        if (offset > end) {
            return null;
        }
        return new RtpPacket(
                datagram[1] & 0x7F,
                (datagram[1] & 0x80) != 0,
                unsignedShort(datagram, 2),
                integer(datagram, 4),
                integer(datagram, 8),
                datagram,
                offset,
                end - offset);
    }

    /** RTCP shares the version bits; its packet types read as these payload types (RFC 5761 §4). */
    static boolean isRtcp(byte[] datagram, int limit) {
        int type = limit < 2 ? 0 : datagram[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    /** Writes the header that stands before a payload of ours. */
    static void header(byte[] into, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        into[0] = (byte) 0x80;
        into[1] = (byte) (payloadType | (marker ? 0x80 : 0));
        into[2] = (byte) (sequence >> 8);
        into[3] = (byte) sequence;
        for (int i = 0; i < 4; i++) {
            into[4 + i] = (byte) (timestamp >> (24 - 8 * i));
            into[8 + i] = (byte) (ssrc >> (24 - 8 * i));
        }
    }

    /** The same, on bytes of its own. */
    RtpPacket kept() {
        byte[] payload = Arrays.copyOfRange(bytes, offset, offset + length);
        return new RtpPacket(payloadType, marker, sequence, timestamp, ssrc, payload, 0, length);
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static int integer(byte[] bytes, int at) {
        return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
    }
}
