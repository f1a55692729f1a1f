package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.codec.Codec;
import java.util.List;

/** Our own session description, written out; its version grows when it says something new, and only then (RFC 3264 §8). */
final class OurDescription {

    private final String host;
    private final int port;
    private final long sessionId;
    private String lastSaid = "";
    private long version;

    OurDescription(String host, int port, long sessionId) {
        this.host = host;
        this.port = port;
        this.sessionId = sessionId;
    }

    /** One stream of it. */
    sealed interface Stream {

        /** {@code key} is a whole {@code a=crypto} line or empty. */
        record Audio(String protocol, List<Format> formats, String key, int ptime, boolean muxed, Direction direction)
                implements Stream {}

        /** RFC 3264 §6: what we do not take keeps its place, with port nought. */
        record Declined(Media offered) implements Stream {}
    }

    /** A payload type with what it stands for; {@code parameters} may be empty. */
    record Format(int payloadType, String rtpmap, String parameters) {

        static Format of(Codec codec, int payloadType) {
            // RFC 7587 §7.1: we hear no more than 16 kHz, and lost packets are made good by the ones that follow.
            String parameters = codec == Codec.OPUS ? "maxplaybackrate=16000;useinbandfec=1" : "";
            return new Format(payloadType, codec.rtpmap(), parameters);
        }

        static Format keyTones(int payloadType, Codec codec) {
            return new Format(payloadType, "telephone-event/" + codec.clockRateHz(), "0-15");
        }

        static Format comfortNoise(int payloadType, Codec codec) {
            return new Format(payloadType, "CN/" + codec.clockRateHz(), "");
        }
    }

    String of(List<Stream> streams) {
        StringBuilder said = new StringBuilder(512);
        streams.forEach(stream -> append(said, stream));
        if (!said.toString().equals(lastSaid)) {
            lastSaid = said.toString();
            version++;
        }
        return head() + lastSaid;
    }

    private String head() {
        String address = (host.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + host;
        return "v=0\r\no=sotto " + sessionId + " " + version + " " + address + "\r\ns=Sotto\r\nc=" + address
                + "\r\nt=0 0\r\n";
    }

    private void append(StringBuilder text, Stream stream) {
        switch (stream) {
            case Stream.Declined(Media media) ->
                text.append("m=" + media.kind() + " 0 " + media.protocol() + " " + String.join(" ", media.formats())
                        + "\r\n");
            case Stream.Audio audio -> audio(text, audio);
        }
    }

    private void audio(StringBuilder text, Stream.Audio audio) {
        text.append("m=audio " + port + " " + audio.protocol());
        audio.formats().forEach(format -> text.append(' ').append(format.payloadType()));
        text.append("\r\n");
        for (Format format : audio.formats()) {
            text.append("a=rtpmap:" + format.payloadType() + " " + format.rtpmap() + "\r\n");
            if (!format.parameters().isEmpty()) {
                text.append("a=fmtp:" + format.payloadType() + " " + format.parameters() + "\r\n");
            }
        }
        text.append(audio.key());
        text.append("a=ptime:" + audio.ptime() + "\r\n");
        text.append(audio.muxed() ? "a=rtcp-mux\r\n" : "");
        text.append("a=" + audio.direction().attribute() + "\r\n");
    }
}
