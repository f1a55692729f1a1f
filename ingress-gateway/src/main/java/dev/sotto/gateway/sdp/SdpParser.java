package dev.sotto.gateway.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the lines of RFC 4566 that decide about audio and steps over the rest. */
final class SdpParser {

    /** An offer with more streams than this is not a phone. */
    private static final int MAX_MEDIA = 16;

    private final List<Media> media = new ArrayList<>();
    private String sessionHost = "";
    private Direction sessionDirection = Direction.SENDRECV;
    private boolean versionSeen;

    private String kind = "";
    private int port;
    private String protocol = "";
    private List<String> formats = List.of();
    private String host = "";
    private Direction direction = Direction.SENDRECV;
    private Map<Integer, String> encodings = Map.of();

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
        if (kind.isEmpty()) {
            sessionHost = address;
        } else {
            host = address;
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
        kind = parts[0].toLowerCase(Locale.ROOT);
        port = Integer.parseInt(portText);
        protocol = parts[2].toUpperCase(Locale.ROOT);
        formats = List.of(parts).subList(3, parts.length);
        host = sessionHost;
        direction = sessionDirection;
        encodings = new HashMap<>();
        return "";
    }

    private String attribute(String value) {
        for (Direction named : Direction.values()) {
            if (value.equals(named.attribute())) {
                direction = named;
                sessionDirection = kind.isEmpty() ? named : sessionDirection;
            }
        }
        if (value.startsWith("rtpmap:") && !kind.isEmpty()) {
            String[] parts = value.substring("rtpmap:".length()).split(" +", 2);
            if (parts.length < 2 || !parts[0].matches("[0-9]{1,3}")) {
                return "an rtpmap is malformed";
            }
            encodings.put(Integer.valueOf(parts[0]), parts[1].toUpperCase(Locale.ROOT));
        }
        return "";
    }

    private void closeMedia() {
        if (!kind.isEmpty()) {
            media.add(new Media(kind, port, protocol, formats, host, direction, Map.copyOf(encodings)));
        }
    }
}
