package dev.sotto.gateway.sdp;

import java.util.List;
import java.util.Map;

/**
 * One {@code m=} line with what belongs to it.
 *
 * @param host where its sender receives; empty when none was given
 * @param encodings payload type → encoding as in {@code a=rtpmap}, in upper case
 */
record Media(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        String host,
        Direction direction,
        Map<Integer, String> encodings) {

    boolean isPlainAudio() {
        return kind.equals("audio") && port > 0 && (protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF"));
    }

    /** The payload type of telephone-event at the clock of our codecs, −1 when not offered. */
    int keyTones() {
        return formats.stream()
                .filter(format -> format.chars().allMatch(Character::isDigit) && format.length() <= 3)
                .map(Integer::valueOf)
                .filter(type -> encodings.getOrDefault(type, "").startsWith("TELEPHONE-EVENT/8000"))
                .findFirst()
                .orElse(-1);
    }
}
