package dev.sotto.gateway.sdp;

import java.util.List;

/** What a session description turned out to be. */
sealed interface SdpReading {

    record Description(List<Media> media) implements SdpReading {}

    record Unreadable(String why) implements SdpReading {}
}
