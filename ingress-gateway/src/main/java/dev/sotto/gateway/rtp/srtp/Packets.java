package dev.sotto.gateway.rtp.srtp;

/** Where in a packet stands what its protection needs (RFC 3550 §5.1, §6.1). */
final class Packets {

    static final int RTP_HEADER = 12;

    /** The header and the sender of a compound RTCP packet, which stay readable. */
    static final int RTCP_CLEAR = 8;

    private Packets() {}

    static int sequence(byte[] packet) {
        return (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
    }

    static int ssrc(byte[] packet) {
        return getInt(packet, 8);
    }

    static int rtcpSsrc(byte[] packet) {
        return getInt(packet, 4);
    }

    static long index(int rollovers, int sequence) {
        return (rollovers & 0xFFFF_FFFFL) << 16 | sequence;
    }

    /** Beyond {@code length} when the header is longer than the packet. */
    static int payloadOffset(byte[] packet, int length) {
        if (length < RTP_HEADER) {
            return RTP_HEADER;
        }
        int offset = RTP_HEADER + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) == 0 || offset + 4 > length) {
            return offset;
        }
        return offset + 4 + 4 * ((packet[offset + 2] & 0xFF) << 8 | (packet[offset + 3] & 0xFF));
    }

    static int getInt(byte[] packet, int at) {
        return (packet[at] & 0xFF) << 24
                | (packet[at + 1] & 0xFF) << 16
                | (packet[at + 2] & 0xFF) << 8
                | (packet[at + 3] & 0xFF);
    }

    static void putInt(byte[] packet, int at, int value) {
        for (int i = 0; i < 4; i++) {
            packet[at + i] = (byte) (value >> (24 - 8 * i));
        }
    }
}
