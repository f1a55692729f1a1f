package dev.sotto.gateway.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the lines of RFC 4566 that decide about audio and steps over the rest. */
final class SdpParser {

    /** An offer with more streams than this is not a phone. */
    private static final int MAX_MEDIA = 16;

    private final List<Media> media = new ArrayList<>();
    private String sessionHost = "";
    private Direction sessionDirection = Direction.SENDRECV;
    private boolean versionSeen;
    private @Nullable Draft draft;

    /** A media section as it is read. */
    private static final class Draft {
        private final String kind;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final Map<Integer, String> encodings = new HashMap<>();
        private final List<CryptoLine> keys = new ArrayList<>();
        private String host;
        private Direction direction;
        private String reports = "";
        private int ptime;
        private int maxptime;
        private boolean muxed;

        Draft(String[] parts, int port, String host, Direction direction) {
            this.kind = parts[0].toLowerCase(Locale.ROOT);
            this.port = port;
            this.protocol = parts[2];
            this.formats = List.of(parts).subList(3, parts.length);
            this.host = host;
            this.direction = direction;
        }

        Media finished() {
            return new Media(
                    kind,
                    port,
                    protocol,
                    formats,
                    host,
                    direction,
                    Map.copyOf(encodings),
                    ptime,
                    maxptime,
                    reportAddress(),
                    muxed,
                    List.copyOf(keys));
        }

        /** RFC 3605: a port, and perhaps an address of its own. */
        private @Nullable InetSocketAddress reportAddress() {
            String[] parts = reports.split(" +", -1);
            int reportPort = number(parts[0], 65_535);
            return reportPort == 0 ? null : Media.address(parts.length >= 4 ? parts[3] : host, reportPort);
        }
    }

    private SdpParser() {}

    static SdpReading parse(String text) {
        SdpParser parser = new SdpParser();
        for (String line : text.lines().toList()) {
            String failure = line.isBlank() ? "" : parser.line(line);
            if (!failure.isEmpty()) {
                return new SdpReading.Unreadable(failure);
            }
        }
        parser.closeMedia();
        return parser.versionSeen
                ? new SdpReading.Description(List.copyOf(parser.media))
                : new SdpReading.Unreadable("the session description has no version line");
    }

    /** Empty when the line is fine. */
    private String line(String line) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            return "a line of the session description is not of the form x=";
        }
        String value = line.substring(2).strip();
        return switch (line.charAt(0)) {
            case 'v' -> version(value);
            case 'c' -> connection(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> "";
        };
    }

    private String version(String value) {
        versionSeen = true;
        return value.equals("0") ? "" : "the session description is not version 0";
    }

    private String connection(String value) {
        String[] parts = value.split(" +", -1);
        if (parts.length < 3) {
            return "the connection line names no address";
        }
        String address = parts[2].replaceFirst("/.*", "");
        if (draft == null) {
            sessionHost = address;
        } else {
            draft.host = address;
        }
        return "";
    }

    private String media(String value) {
        closeMedia();
        String[] parts = value.split(" +", -1);
        String portText = parts.length < 4 ? "" : parts[1].replaceFirst("/.*", "");
        if (!portText.matches("[0-9]{1,5}") || Integer.parseInt(portText) > 65_535 || media.size() == MAX_MEDIA) {
            return "a media line is malformed";
        }
        draft = new Draft(parts, Integer.parseInt(portText), sessionHost, sessionDirection);
        return "";
    }

    private String attribute(String value) {
        for (Direction named : Direction.values()) {
            if (value.equals(named.attribute())) {
                direct(named);
            }
        }
        Draft of = draft;
        return of == null ? "" : attribute(of, value);
    }

    private void direct(Direction direction) {
        if (draft == null) {
            sessionDirection = direction;
        } else {
            draft.direction = direction;
        }
    }

    private static String attribute(Draft of, String attribute) {
        int colon = attribute.indexOf(':');
        String name = colon < 0 ? attribute : attribute.substring(0, colon);
        String value = colon < 0 ? "" : attribute.substring(colon + 1).strip();
        switch (name) {
            case "rtpmap" -> {
                return rtpmap(of, value);
            }
            case "ptime" -> of.ptime = number(value, 1000);
            case "maxptime" -> of.maxptime = number(value, 1000);
            case "rtcp" -> of.reports = value;
            case "rtcp-mux" -> of.muxed = true;
            case "crypto" -> {
                CryptoLine line = CryptoLine.parse(value);
                if (line != null) {
                    of.keys.add(line);
                }
            }
            default -> {}
        }
        return "";
    }

    private static String rtpmap(Draft of, String value) {
        String[] parts = value.split(" +", 2);
        if (parts.length < 2 || !parts[0].matches("[0-9]{1,3}")) {
            return "an rtpmap is malformed";
        }
        of.encodings.put(Integer.valueOf(parts[0]), parts[1].strip());
        return "";
    }

    /** Nought for what is no number of that size: a wish that cannot be read is none. */
    private static int number(String text, int atMost) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= atMost ? Integer.parseInt(text) : 0;
    }

    private void closeMedia() {
        if (draft != null) {
            media.add(draft.finished());
        }
    }
}
