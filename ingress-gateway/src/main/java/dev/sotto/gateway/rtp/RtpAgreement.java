package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.srtp.SrtpKeys;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What both ends said about the sound.
 *
 * @param packetMillis how much sound the caller wants in a packet
 * @param maySend false while the caller holds us
 * @param mayHear false while the caller has said that he sends nothing
 * @param keys null when the sound is not protected
 */
public record RtpAgreement(
        Codec codec,
        PayloadTypes types,
        int packetMillis,
        Reach reach,
        boolean maySend,
        boolean mayHear,
        @Nullable SrtpKeys keys) {

    /** Which number means what, −1 for what was not agreed. Each end chooses the numbers it wants to receive. */
    public record PayloadTypes(int sent, int received, int keyTones, int comfortNoise) {

        boolean isAgreed(int payloadType) {
            return payloadType == received || payloadType == keyTones || payloadType == comfortNoise;
        }
    }

    /**
     * Where the caller is.
     *
     * @param rtp where he says he receives; null when he names no usable address
     * @param rtcp where he says he receives reports; null for the port after that
     * @param muxed true when reports share the port of the sound (RFC 5761)
     * @param sipSource where his signalling comes from
     */
    public record Reach(
            @Nullable InetSocketAddress rtp, @Nullable InetSocketAddress rtcp, boolean muxed, InetAddress sipSource) {}

    /** True while sound flows both ways or from him to us: his falling silent then means something. */
    public boolean isLive() {
        return maySend && mayHear;
    }
}
