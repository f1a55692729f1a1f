package dev.sotto.gateway.rtp.srtp;

/** Protects what we send: one source, whose numbers only grow. Not thread-safe. */
public final class SrtpSender {

    /** What protecting adds at most: the RTCP index and the longest proof. */
    public static final int MAX_ADDED = 4 + CryptoSuite.RTCP_TAG_BYTES;

    private final int tagBytes;
    private final SessionKeys rtp;
    private final SessionKeys rtcp;
    private int rollovers;
    private int lastSequence = -1;
    private int rtcpIndex;

    public SrtpSender(CryptoSuite suite, MasterKey key) {
        this.tagBytes = suite.tagBytes();
        this.rtp = SessionKeys.forRtp(key);
        this.rtcp = SessionKeys.forRtcp(key);
    }

    /**
     * Protects an RTP packet without contributors or extension in place.
     *
     * @return its new length
     */
    public int protect(byte[] packet, int length) {
        int sequence = Packets.sequence(packet);
        if (sequence < lastSequence) {
            rollovers++;
        }
        lastSequence = sequence;
        int offset = Packets.payloadOffset(packet, length);
        rtp.crypt(packet, offset, length - offset, Packets.ssrc(packet), Packets.index(rollovers, sequence));
        System.arraycopy(rtp.proof(packet, length, rollovers), 0, packet, length, tagBytes);
        return length + tagBytes;
    }

    /** Protects a compound RTCP packet in place and returns its new length (RFC 3711 §3.4). */
    public int protectRtcp(byte[] packet, int length) {
        int index = rtcpIndex++ & 0x7FFF_FFFF;
        rtcp.crypt(packet, Packets.RTCP_CLEAR, length - Packets.RTCP_CLEAR, Packets.rtcpSsrc(packet), index);
        Packets.putInt(packet, length, index | 0x8000_0000);
        int proved = length + 4;
        System.arraycopy(rtcp.proof(packet, proved), 0, packet, proved, CryptoSuite.RTCP_TAG_BYTES);
        return proved + CryptoSuite.RTCP_TAG_BYTES;
    }
}
