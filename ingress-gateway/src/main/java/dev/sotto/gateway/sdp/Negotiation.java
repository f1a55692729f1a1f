package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.RtpAgreement;
import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.srtp.CryptoSuite;
import dev.sotto.gateway.rtp.srtp.MasterKey;
import dev.sotto.gateway.rtp.srtp.SrtpKeys;
import dev.sotto.gateway.sdp.Media.Choice;
import dev.sotto.gateway.sdp.OurDescription.Format;
import dev.sotto.gateway.sdp.OurDescription.Stream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our half of offer and answer (RFC 3264) for one call: offers answered, offers made, and what was agreed told. */
public final class Negotiation {

    /** RFC 4733 suggests nothing; 101 is what phones expect to see. */
    private static final int OUR_KEY_TONES = 101;

    private static final int OUR_KEY_TONES_OF_OPUS = 110;

    /** RFC 4568 §5.1.1: any number tells our one line from others. */
    private static final int OUR_CRYPTO_TAG = 1;

    private final Terms terms;
    private final String ourHost;
    private final OurDescription description;
    private final MasterKey ourKey = MasterKey.fresh();

    /** What came of an offer or an answer. */
    public sealed interface Outcome {

        /** {@code ours} is our description; {@code held} is true when the caller does not want to hear us. */
        record Agreed(String ours, RtpAgreement agreement, boolean held) implements Outcome {}

        record NotAgreed(String why) implements Outcome {}
    }

    /** Of an offered stream: what we take of it, or why we take nothing. */
    private sealed interface Reading {

        record Taken(Media media, Choice choice, @Nullable CryptoLine key) implements Reading {}

        record Declined(String why) implements Reading {}
    }

    /** @param peer who is told our address */
    public Negotiation(Terms terms, InetAddress peer, int port, long sessionId) {
        this.terms = terms;
        this.ourHost = terms.host().facing(peer);
        this.description = new OurDescription(ourHost, port, sessionId);
    }

    /** Answers an offer: the first audio stream of a kind and with a codec we take; other streams are declined. */
    public Outcome answer(String offer, InetAddress sipSource) {
        return switch (SdpParser.parse(offer)) {
            case SdpReading.Unreadable(String why) -> new Outcome.NotAgreed(why);
            case SdpReading.Description(List<Media> media) -> answer(media, sipSource);
        };
    }

    private Outcome answer(List<Media> offered, InetAddress sipSource) {
        List<Stream> streams = new ArrayList<>();
        Reading.Taken taken = null;
        String why = "no audio stream was offered";
        for (Media media : offered) {
            Reading reading = taken == null ? read(media) : new Reading.Declined("");
            switch (reading) {
                case Reading.Taken first -> {
                    taken = first;
                    streams.add(answered(first));
                }
                case Reading.Declined(String reason) -> {
                    streams.add(new Stream.Declined(media));
                    why = reason.isEmpty() ? why : reason;
                }
            }
        }
        if (taken == null) {
            return new Outcome.NotAgreed(why);
        }
        int received = taken.choice().payloadType();
        return agreed(description.of(streams), taken, received, sipSource);
    }

    private Reading read(Media media) {
        if (!media.isAudio()) {
            return new Reading.Declined("");
        }
        Choice choice = media.choice(terms.codecs());
        CryptoLine key = media.keys().isEmpty() ? null : media.keys().getFirst();
        if (choice == null) {
            return new Reading.Declined("no common codec: one of " + spoken() + " is needed");
        }
        if (!media.isReachedFrom(ourHost)) {
            return new Reading.Declined("the sound is wanted at an address of another IP version than ours");
        }
        return switch (terms.secrecy()) {
            case REFUSED ->
                media.isSecure()
                        ? new Reading.Declined("no common codec: SRTP is not taken here")
                        : new Reading.Taken(media, choice, null);
            case ACCEPTED ->
                media.isSecure() && key == null
                        ? new Reading.Declined("SRTP was offered without a key we can use")
                        : new Reading.Taken(media, choice, key);
            case REQUIRED ->
                key == null
                        ? new Reading.Declined("SRTP with a key in the session description is required here")
                        : new Reading.Taken(media, choice, key);
        };
    }

    private String spoken() {
        return String.join(
                ", ", terms.codecs().stream().map(Codec::encodingName).toList());
    }

    private Stream answered(Reading.Taken taken) {
        Media media = taken.media();
        Choice choice = taken.choice();
        List<Format> formats = new ArrayList<>();
        formats.add(Format.of(choice.codec(), choice.payloadType()));
        if (media.comfortNoise(choice.codec()) >= 0) {
            formats.add(Format.comfortNoise(media.comfortNoise(choice.codec()), choice.codec()));
        }
        if (media.keyTones(choice.codec()) >= 0) {
            formats.add(Format.keyTones(media.keyTones(choice.codec()), choice.codec()));
        }
        boolean oldHold = media.direction() == Direction.SENDRECV && media.isHold();
        return new Stream.Audio(
                media.protocol(),
                formats,
                taken.key() == null ? "" : taken.key().answeredWith(ourKey),
                media.packetMillis(choice.codec()),
                media.muxed(),
                oldHold ? Direction.RECVONLY : media.direction().mirrored());
    }

    /** What we offer a caller who brought no offer, or somebody we call: all we speak, in our order. */
    public String offer() {
        List<Format> formats = new ArrayList<>();
        terms.codecs().forEach(codec -> formats.add(Format.of(codec, codec.payloadType())));
        terms.codecs().stream().map(Negotiation::offeredKeyTones).distinct().forEach(formats::add);
        boolean secure = terms.secrecy() == Terms.Secrecy.REQUIRED;
        String key = secure ? ourLine().answeredWith(ourKey) : "";
        String protocol = secure ? "RTP/SAVP" : "RTP/AVP";
        return description.of(List.of(new Stream.Audio(protocol, formats, key, 20, true, Direction.SENDRECV)));
    }

    private static Format offeredKeyTones(Codec codec) {
        return codec == Codec.OPUS
                ? Format.keyTones(OUR_KEY_TONES_OF_OPUS, codec)
                : Format.keyTones(OUR_KEY_TONES, codec);
    }

    private CryptoLine ourLine() {
        return new CryptoLine(OUR_CRYPTO_TAG, CryptoSuite.AES_CM_128_HMAC_SHA1_80, ourKey);
    }

    /** Reads the answer to {@link #offer}. */
    public Outcome accept(String answer, InetAddress sipSource) {
        return switch (SdpParser.parse(answer)) {
            case SdpReading.Unreadable(String why) -> new Outcome.NotAgreed(why);
            case SdpReading.Description(List<Media> media) ->
                media.isEmpty()
                        ? new Outcome.NotAgreed("the answer holds no stream")
                        : switch (read(media.getFirst())) {
                            case Reading.Declined(String why) ->
                                new Outcome.NotAgreed(why.isEmpty() ? "the answer takes no audio" : why);
                            // He sends what we said we understand, under our numbers, and understands his own.
                            case Reading.Taken taken ->
                                agreed("", taken, taken.choice().codec().payloadType(), sipSource);
                        };
        };
    }

    private Outcome agreed(String ours, Reading.Taken taken, int received, InetAddress sipSource) {
        Media media = taken.media();
        Codec codec = taken.choice().codec();
        CryptoLine line = taken.key();
        RtpAgreement agreement = new RtpAgreement(
                codec,
                new RtpAgreement.PayloadTypes(
                        taken.choice().payloadType(), received, media.keyTones(codec), media.comfortNoise(codec)),
                media.packetMillis(codec),
                new RtpAgreement.Reach(media.address(), media.reports(), media.muxed(), sipSource),
                !media.isHold(),
                media.direction().sends(),
                line == null ? null : new SrtpKeys(line.suite(), ourKey, line.key()));
        return new Outcome.Agreed(ours, agreement, media.isHold());
    }
}
