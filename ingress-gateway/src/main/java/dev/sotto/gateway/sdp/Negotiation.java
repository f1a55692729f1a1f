package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.Codec;
import dev.sotto.gateway.rtp.RtpAgreement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our half of offer and answer (RFC 3264) for one call. It remembers only the version of our own description, which
 * must grow whenever the description changes.
 */
public final class Negotiation {

    /** RFC 4733 suggests nothing; 101 is what phones expect to see. */
    private static final int OUR_KEY_TONES = 101;

    private final String host;
    private final int port;
    private final long sessionId;
    private long version;

    /** What came of an offer or an answer. */
    public sealed interface Outcome {

        /** {@code ours} is our description; {@code held} is true when the caller does not want to hear us. */
        record Agreed(String ours, RtpAgreement agreement, boolean held) implements Outcome {}

        record NotAgreed(String why) implements Outcome {}
    }

    public Negotiation(String host, int port, long sessionId) {
        this.host = host;
        this.port = port;
        this.sessionId = sessionId;
    }

    /** Answers an offer: the first audio stream in plain RTP with a law we speak; other streams are declined. */
    public Outcome answer(String offer, InetAddress sipSource) {
        return switch (SdpParser.parse(offer)) {
            case SdpReading.Unreadable(String why) -> new Outcome.NotAgreed(why);
            case SdpReading.Description(List<Media> media) -> answer(media, sipSource);
        };
    }

    private Outcome answer(List<Media> media, InetAddress sipSource) {
        int index = 0;
        while (index < media.size() && !isSpoken(media.get(index))) {
            index++;
        }
        Media chosen = index == media.size() ? null : media.get(index);
        Codec codec = chosen == null ? null : codec(chosen);
        if (chosen == null || codec == null) {
            return new Outcome.NotAgreed("no common codec: PCMU or PCMA in plain RTP is needed");
        }
        StringBuilder text = head();
        for (int i = 0; i < media.size(); i++) {
            Media one = media.get(i);
            if (i == index) {
                audio(text, List.of(codec), chosen.protocol(), chosen.keyTones(), answered(chosen));
            } else {
                text.append("m=")
                        .append(one.kind())
                        .append(" 0 ")
                        .append(one.protocol())
                        .append(' ');
                text.append(String.join(" ", one.formats())).append("\r\n");
            }
        }
        return new Outcome.Agreed(text.toString(), agreement(chosen, codec, sipSource), isHeld(chosen));
    }

    /** What we offer a caller who brought no offer: both laws, in the order North America expects. */
    public String offer() {
        StringBuilder text = head();
        audio(text, List.of(Codec.PCMU, Codec.PCMA), "RTP/AVP", OUR_KEY_TONES, Direction.SENDRECV);
        return text.toString();
    }

    /** Reads the answer to {@link #offer}. */
    public Outcome accept(String answer, InetAddress sipSource) {
        return switch (SdpParser.parse(answer)) {
            case SdpReading.Unreadable(String why) -> new Outcome.NotAgreed(why);
            case SdpReading.Description(List<Media> media) -> {
                Media first = media.isEmpty() ? null : media.getFirst();
                Codec codec = first == null || !first.isPlainAudio() ? null : codec(first);
                yield first == null || codec == null
                        ? new Outcome.NotAgreed("the answer takes neither PCMU nor PCMA")
                        : new Outcome.Agreed("", agreement(first, codec, sipSource), isHeld(first));
            }
        };
    }

    private static RtpAgreement agreement(Media media, Codec codec, InetAddress sipSource) {
        return new RtpAgreement(codec, media.keyTones(), addressOf(media), sipSource, !isHeld(media));
    }

    /** Before RFC 3264 a hold was an address of 0.0.0.0; some exchanges still write it so. */
    private static boolean isHeld(Media media) {
        return !media.direction().receives() || media.host().equals("0.0.0.0");
    }

    private static Direction answered(Media media) {
        boolean oldHold = media.direction() == Direction.SENDRECV && isHeld(media);
        return oldHold ? Direction.RECVONLY : media.direction().mirrored();
    }

    private static boolean isSpoken(Media media) {
        return media.isPlainAudio() && codec(media) != null;
    }

    private static @Nullable Codec codec(Media media) {
        for (String format : media.formats()) {
            for (Codec codec : Codec.values()) {
                if (format.equals(Integer.toString(codec.payloadType()))) {
                    return codec;
                }
            }
        }
        return null;
    }

    /** Names are not looked up: the first packet tells where the caller is. */
    private static @Nullable InetSocketAddress addressOf(Media media) {
        try {
            InetAddress address = InetAddress.ofLiteral(media.host());
            return address.isAnyLocalAddress() ? null : new InetSocketAddress(address, media.port());
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    private StringBuilder head() {
        version++;
        String family = host.indexOf(':') >= 0 ? "IP6 " : "IP4 ";
        return new StringBuilder(256)
                .append("v=0\r\no=sotto ")
                .append(sessionId)
                .append(' ')
                .append(version)
                .append(" IN ")
                .append(family)
                .append(host)
                .append("\r\ns=Sotto\r\nc=IN ")
                .append(family)
                .append(host)
                .append("\r\nt=0 0\r\n");
    }

    private void audio(StringBuilder text, List<Codec> codecs, String protocol, int keyTones, Direction direction) {
        text.append("m=audio ").append(port).append(' ').append(protocol);
        codecs.forEach(codec -> text.append(' ').append(codec.payloadType()));
        if (keyTones >= 0) {
            text.append(' ').append(keyTones);
        }
        text.append("\r\n");
        codecs.forEach(codec -> text.append("a=rtpmap:")
                .append(codec.payloadType())
                .append(' ')
                .append(codec)
                .append("/8000\r\n"));
        if (keyTones >= 0) {
            text.append("a=rtpmap:")
                    .append(keyTones)
                    .append(" telephone-event/8000\r\na=fmtp:")
                    .append(keyTones)
                    .append(" 0-15\r\n");
        }
        text.append("a=ptime:20\r\na=").append(direction.attribute()).append("\r\n");
    }
}
