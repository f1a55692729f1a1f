package dev.sotto.gateway.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller's sound really comes from. Behind NAT that is not where he says, and anyone may throw packets at an
 * open port: a packet from the signalled address settles it at once; failing that, the first source that could be him and
 * keeps sending one stream is taken, the later the less likely it is to be him, and from then on only that one (RFC 4961,
 * RFC 7362). Only signalling opens it again.
 */
final class Latch {

    /** Where NAT should bring him from: a tenth of a second of one stream is more than strays, and is not missed. */
    static final int LIKELY_PACKETS = 5;

    /** Two seconds in which nothing came from where he says he is: time enough for his own packets to win. */
    static final int UNLIKELY_PACKETS = 100;

    private static final int NEVER = Integer.MAX_VALUE;

    /** A candidate who has fallen silent gives way after so many packets of others. */
    private static final int PATIENCE_PACKETS = 10;

    /** How far a sequence number may be from the one before and still belong to one stream. */
    private static final int MAX_STEP = 50;

    private final @Nullable InetSocketAddress signalled;
    private final InetAddress sipSource;
    private final @Nullable InetSocketAddress known;
    private @Nullable InetSocketAddress latched;
    private @Nullable InetSocketAddress candidate;
    private int candidateSsrc;
    private int candidateSequence;
    private int inARow;
    private int others;

    /**
     * @param signalled the address in the caller's session description; null when it names none we can use
     * @param sipSource where his signalling comes from; another address than he signals means NAT
     */
    Latch(@Nullable InetSocketAddress signalled, InetAddress sipSource) {
        this(signalled, sipSource, null);
    }

    private Latch(@Nullable InetSocketAddress signalled, InetAddress sipSource, @Nullable InetSocketAddress known) {
        this.signalled = signalled;
        this.sipSource = sipSource;
        this.known = known;
    }

    /** The caller has signalled again, the same address: he is expected where he was, and may have moved behind his NAT. */
    Latch reopened() {
        return new Latch(signalled, sipSource, latched == null ? known : latched);
    }

    /** True when packets from there cannot be his any more, whatever they hold. */
    boolean excludes(InetSocketAddress source) {
        return latched != null && !latched.equals(source) && !source.equals(signalled);
    }

    /** Judges a packet that is otherwise fine. */
    boolean accepts(InetSocketAddress source, RtpPacket packet) {
        if (source.equals(latched)) {
            return true;
        }
        if (source.equals(signalled) || (latched == null && source.equals(known))) {
            latched = source;
            return true;
        }
        int needed = packetsNeeded(source.getAddress());
        return latched == null && needed != NEVER && isConsistent(source, packet, needed);
    }

    /** How long a stream must go on before it is taken for his. */
    private int packetsNeeded(InetAddress source) {
        if (signalled == null) {
            return LIKELY_PACKETS;
        }
        InetAddress told = signalled.getAddress();
        boolean hidden = isPrivate(told);
        if (hidden && told.equals(sipSource)) {
            // No NAT lies between us, so he is at the address he says; at most he sends from another port than he
            // listens on. On the loopback everybody has that address, and the port alone tells one from another.
            return source.equals(told) && !told.isLoopbackAddress() ? UNLIKELY_PACKETS : NEVER;
        }
        if (source.equals(sipSource)) {
            return hidden ? LIKELY_PACKETS : UNLIKELY_PACKETS;
        }
        // A private address his signalling did not come from leads nowhere: he is behind NAT, and may have two ways
        // out.
        return hidden || source.equals(told) ? UNLIKELY_PACKETS : NEVER;
    }

    private static boolean isPrivate(InetAddress told) {
        byte[] bytes = told.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        boolean carrierNat = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean local = told.isSiteLocalAddress() || told.isLinkLocalAddress() || told.isLoopbackAddress();
        return local || uniqueLocal || carrierNat;
    }

    private boolean isConsistent(InetSocketAddress source, RtpPacket packet, int needed) {
        if (!source.equals(candidate)) {
            others++;
            if (candidate == null || others > PATIENCE_PACKETS) {
                consider(source, packet);
            }
            return false;
        }
        int step = (short) (packet.sequence() - candidateSequence);
        if (packet.ssrc() != candidateSsrc || step <= 0 || step > MAX_STEP) {
            consider(source, packet);
            return false;
        }
        others = 0;
        candidateSequence = packet.sequence();
        if (++inARow < needed) {
            return false;
        }
        latched = source;
        return true;
    }

    private void consider(InetSocketAddress source, RtpPacket packet) {
        candidate = source;
        candidateSsrc = packet.ssrc();
        candidateSequence = packet.sequence();
        inARow = 1;
        others = 0;
    }

    /** Where to send; null while nobody has told us an address that can be reached. */
    @Nullable
    InetSocketAddress destination() {
        if (latched != null) {
            return latched;
        }
        return known != null ? known : signalled;
    }

    /** Where to send reports: the address he told for them, or beside his sound where NAT has moved that. */
    @Nullable
    InetSocketAddress destinationOfReports(RtpAgreement.Reach reach) {
        InetSocketAddress sound = destination();
        if (sound == null || reach.muxed()) {
            return sound;
        }
        InetSocketAddress told = reach.rtcp();
        boolean asSignalled = sound.equals(signalled);
        return asSignalled && told != null ? told : new InetSocketAddress(sound.getAddress(), sound.getPort() + 1);
    }
}
