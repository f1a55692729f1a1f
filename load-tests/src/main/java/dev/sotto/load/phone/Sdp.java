package dev.sotto.load.phone;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** The far side's half of an audio session: where it wants to be sent what, read from its SDP (RFC 8866). */
record Sdp(InetSocketAddress media, Codec codec, boolean wantsToHear) {
    enum Direction {
        SENDRECV,
        SENDONLY,
        INACTIVE
    }

    static String offer(InetSocketAddress local, List<Codec> codecs, long version, Direction direction) {
        String family = local.getAddress() instanceof Inet6Address ? "IP6" : "IP4";
        String host = local.getAddress().getHostAddress();
        StringBuilder sdp = new StringBuilder("v=0\r\n")
                .append("o=phone " + local.getPort() + " " + version + " IN " + family + " " + host + "\r\n")
                .append("s=call\r\nc=IN " + family + " " + host + "\r\nt=0 0\r\n")
                .append("m=audio " + local.getPort() + " RTP/AVP");
        codecs.forEach(codec -> sdp.append(' ').append(codec.payloadType()));
        sdp.append("\r\n");
        codecs.forEach(codec -> sdp.append("a=rtpmap:" + codec.payloadType() + " " + codec + "/8000\r\n"));
        return sdp.append("a=ptime:20\r\na=" + direction.toString().toLowerCase(Locale.ROOT) + "\r\n")
                .toString();
    }

    /** The first of the far side's payload types that we can speak decides (RFC 3264 section 6.1). */
    static Sdp parse(String body, List<Codec> ours) {
        String host = "";
        String[] media = {};
        boolean wantsToHear = true;
        boolean ofAudio = true;
        for (String raw : body.split("\r?\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("m=")) {
                ofAudio = line.startsWith("m=audio ") && media.length == 0;
                media = ofAudio ? line.substring(2).split(" +") : media;
            } else if (ofAudio && line.startsWith("c=IN IP")) {
                host = line.substring(line.lastIndexOf(' ') + 1).split("/", 2)[0];
            } else if (ofAudio && (line.equals("a=sendonly") || line.equals("a=inactive"))) {
                wantsToHear = false;
            } else if (ofAudio && (line.equals("a=sendrecv") || line.equals("a=recvonly"))) {
                wantsToHear = true;
            }
        }
        if (media.length < 4 || host.isEmpty()) {
            throw new MalformedSip("its SDP names no audio: " + body.replaceAll("\r?\n", " | "));
        }
        InetSocketAddress address = new InetSocketAddress(host, port(media[1]));
        return new Sdp(address, codec(media, ours), wantsToHear && !host.equals("0.0.0.0"));
    }

    private static int port(String text) {
        String port = text.split("/", 2)[0];
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new MalformedSip("'" + text + "' is no media port");
        }
        if (Integer.parseInt(port) == 0) {
            throw new MalformedSip("its SDP turns our audio down (port 0)");
        }
        return Integer.parseInt(port);
    }

    private static Codec codec(String[] media, List<Codec> ours) {
        for (int i = 3; i < media.length; i++) {
            for (Codec codec : ours) {
                if (media[i].equals(Integer.toString(codec.payloadType()))) {
                    return codec;
                }
            }
        }
        throw new MalformedSip("its SDP holds none of our codecs " + ours + ": " + String.join(" ", media));
    }
}
