package dev.sotto.gateway.rtp;

import java.util.function.Consumer;

/**
 * A key is pressed once and sent many times: every packet of a press carries the time it began (RFC 4733 §2.5), the last
 * one thrice. A press is told with its first packet that comes, whichever of them that is.
 */
final class KeyPresses {

    private static final String KEYS = "0123456789*#ABCD";

    /** An event, its end and volume, and its duration. */
    private static final int PAYLOAD_BYTES = 4;

    /** A longer press is cut into segments, each beginning where the one before ended (RFC 4733 §2.5.1.3). */
    private static final int LONGEST_SEGMENT = 0xFFFF;

    private final Consumer<String> pressed;
    private boolean any;
    private int lastEvent;
    private int lastTimestamp;
    private int lastDuration;

    KeyPresses(Consumer<String> pressed) {
        this.pressed = pressed;
    }

    /** Takes the packets of the key tones in order; what is no key is passed over. */
    void packet(RtpPacket packet) {
        if (packet.length() < PAYLOAD_BYTES) {
            return;
        }
        int event = packet.bytes()[packet.offset()] & 0xFF;
        int duration = (packet.bytes()[packet.offset() + 2] & 0xFF) << 8 | (packet.bytes()[packet.offset() + 3] & 0xFF);
        if (event >= KEYS.length()) {
            return;
        }
        boolean known = any && event == lastEvent && (packet.timestamp() == lastTimestamp || continues(packet));
        any = true;
        lastEvent = event;
        lastTimestamp = packet.timestamp();
        lastDuration = duration;
        if (!known) {
            pressed.accept(KEYS.substring(event, event + 1));
        }
    }

    private boolean continues(RtpPacket packet) {
        return lastDuration == LONGEST_SEGMENT && packet.timestamp() == lastTimestamp + LONGEST_SEGMENT;
    }

    /** Another sender's times mean other presses. */
    void sourceChanged() {
        any = false;
    }
}
