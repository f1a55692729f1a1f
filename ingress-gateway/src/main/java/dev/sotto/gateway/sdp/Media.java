package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.codec.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code m=} line with what belongs to it.
 *
 * @param host where its sender receives; empty when none was given
 * @param encodings payload type → encoding as in {@code a=rtpmap}
 * @param ptime milliseconds of sound the sender wants in a packet, 0 when he does not say
 * @param maxptime the most he takes, 0 when he does not say
 * @param reports where he receives RTCP; null when he does not say
 * @param muxed true when his RTCP comes through the port of his sound
 * @param keys the ways to protect the sound he offers, best first
 */
record Media(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        String host,
        Direction direction,
        Map<Integer, String> encodings,
        int ptime,
        int maxptime,
        @Nullable InetSocketAddress reports,
        boolean muxed,
        List<CryptoLine> keys) {

    /** A number of the format list and the codec it stands for. */
    record Choice(Codec codec, int payloadType) {}

    boolean isAudio() {
        return kind.equals("audio") && port > 0 && (isPlain() || isSecure());
    }

    private boolean isPlain() {
        return protocol.equalsIgnoreCase("RTP/AVP") || protocol.equalsIgnoreCase("RTP/AVPF");
    }

    boolean isSecure() {
        return protocol.equalsIgnoreCase("RTP/SAVP") || protocol.equalsIgnoreCase("RTP/SAVPF");
    }

    /** The first format that is one of these codecs, whatever number it goes by; null when none is. */
    @Nullable
    Choice choice(List<Codec> spoken) {
        for (int format : payloadTypes()) {
            for (Codec codec : spoken) {
                if (stands(format, codec)) {
                    return new Choice(codec, format);
                }
            }
        }
        return null;
    }

    /** RFC 3551: a static number needs no map, and one that has a map means what the map says. */
    private boolean stands(int format, Codec codec) {
        String encoding = encodings.get(format);
        return encoding == null
                ? codec.hasStaticPayloadType() && format == codec.payloadType()
                : codec.isMeantBy(encoding);
    }

    /** The payload type of telephone-event at a codec's clock (RFC 4733 §7.1), −1 when not offered. */
    int keyTones(Codec codec) {
        return named("telephone-event/" + codec.clockRateHz());
    }

    /** The payload type of comfort noise at a codec's clock (RFC 3389 §4), −1 when not offered. */
    int comfortNoise(Codec codec) {
        boolean statically = codec.clockRateHz() == 8000 && formats.contains("13") && !encodings.containsKey(13);
        return statically ? 13 : named("CN/" + codec.clockRateHz());
    }

    private int named(String encoding) {
        return payloadTypes().stream()
                .filter(type -> {
                    String told = encodings.getOrDefault(type, "");
                    return told.equalsIgnoreCase(encoding) || told.equalsIgnoreCase(encoding + "/1");
                })
                .findFirst()
                .orElse(-1);
    }

    private List<Integer> payloadTypes() {
        return formats.stream()
                .filter(format -> format.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(type -> type <= 127)
                .toList();
    }

    /** Before RFC 3264 a hold was an address of nought; some exchanges still write it so. */
    boolean isHold() {
        return !direction.receives() || host.equals("0.0.0.0") || host.equals("::");
    }

    /** How much sound to put in a packet for him: what he wants, within what he takes and what we make. */
    int packetMillis(Codec codec) {
        int wanted = ptime == 0 ? 20 : ptime;
        int most = maxptime == 0 ? 60 : maxptime;
        int bounded = 10 * Math.clamp(Math.min(wanted, most) / 10, 1, 6);
        // RFC 6716 §2.1.4: Opus knows 10, 20, 40 and 60 ms.
        return codec == Codec.OPUS && (bounded == 30 || bounded == 50) ? bounded - 10 : bounded;
    }

    /** Names are not looked up: the first packets tell where he is. */
    @Nullable
    InetSocketAddress address() {
        return address(host, port);
    }

    /** False when he receives on IPv6 and we send from IPv4, or the other way round. */
    boolean isReachedFrom(String ourHost) {
        InetSocketAddress theirs = address();
        InetSocketAddress ours = address(ourHost, 0);
        return theirs == null
                || ours == null
                || theirs.getAddress().getAddress().length == ours.getAddress().getAddress().length;
    }

    static @Nullable InetSocketAddress address(String host, int port) {
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            return literal.isAnyLocalAddress() ? null : new InetSocketAddress(literal, port);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }
}
