package dev.sotto.gateway.rtp.srtp;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Opens what we receive and lets nothing through that its sender did not prove, or that came before. The 16 bits of a
 * packet's number are extended to 48 by guessing how often they rolled over (RFC 3711 §3.3.1); a wrong guess fails the
 * proof. Not thread-safe.
 */
public final class SrtpReceiver {

    /** What {@link #open} returns for a packet that is not to be believed. */
    public static final int REFUSED = -1;

    private final int tagBytes;
    private final SessionKeys rtp;
    private final SessionKeys rtcp;
    private final ReplayWindow rtcpWindow = new ReplayWindow();
    private ReplayWindow window = new ReplayWindow();
    private int ssrc;
    private boolean started;

    public SrtpReceiver(CryptoSuite suite, MasterKey key) {
        this.tagBytes = suite.tagBytes();
        this.rtp = SessionKeys.forRtp(key);
        this.rtcp = SessionKeys.forRtcp(key);
    }

    /** Opens an RTP packet in place and returns its new length, or {@link #REFUSED}. */
    public int open(byte[] packet, int length) {
        int proved = length - tagBytes;
        int offset = Packets.payloadOffset(packet, proved);
        if (proved < Packets.RTP_HEADER || offset > proved) {
            return REFUSED;
        }
        boolean newSource = !started || Packets.ssrc(packet) != ssrc;
        ReplayWindow past = newSource ? new ReplayWindow() : window;
        int sequence = Packets.sequence(packet);
        long index = guess(past.highest(), sequence);
        int rollovers = (int) (index >> 16);
        if (index < 0
                || !past.allows(index)
                || !isProved(rtp.proof(packet, proved, rollovers), packet, proved, tagBytes)) {
            return REFUSED;
        }
        past.note(index);
        window = past;
        ssrc = Packets.ssrc(packet);
        started = true;
        rtp.crypt(packet, offset, proved - offset, ssrc, index);
        return proved;
    }

    /** The index nearest to the highest one seen that ends in this sequence number. */
    private static long guess(long highest, int sequence) {
        if (highest < 0) {
            return sequence;
        }
        int difference = (short) (sequence - (int) (highest & 0xFFFF));
        return highest + difference;
    }

    /** Opens a compound RTCP packet in place and returns its new length, or {@link #REFUSED}. */
    public int openRtcp(byte[] packet, int length) {
        int proved = length - CryptoSuite.RTCP_TAG_BYTES;
        int end = proved - 4;
        if (end < Packets.RTCP_CLEAR) {
            return REFUSED;
        }
        int marked = Packets.getInt(packet, end);
        int index = marked & 0x7FFF_FFFF;
        if (!rtcpWindow.allows(index)
                || !isProved(rtcp.proof(packet, proved), packet, proved, CryptoSuite.RTCP_TAG_BYTES)) {
            return REFUSED;
        }
        rtcpWindow.note(index);
        if (marked < 0) {
            rtcp.crypt(packet, Packets.RTCP_CLEAR, end - Packets.RTCP_CLEAR, Packets.rtcpSsrc(packet), index);
        }
        return end;
    }

    private static boolean isProved(byte[] proof, byte[] packet, int at, int tagBytes) {
        return MessageDigest.isEqual(Arrays.copyOf(proof, tagBytes), Arrays.copyOfRange(packet, at, at + tagBytes));
    }
}
