package dev.sotto.load.phone;

import dev.sotto.load.sound.G711;

/** The two codecs every telephone knows, with their static RTP payload types (RFC 3551). */
public enum Codec {
    PCMU(0),
    PCMA(8);

    private final int payloadType;

    Codec(int payloadType) {
        this.payloadType = payloadType;
    }

    int payloadType() {
        return payloadType;
    }

    byte[] encode(short[] samples) {
        return switch (this) {
            case PCMU -> G711.toMuLaw(samples);
            case PCMA -> G711.toALaw(samples);
        };
    }

    short[] decode(byte[] codes) {
        return switch (this) {
            case PCMU -> G711.fromMuLaw(codes);
            case PCMA -> G711.fromALaw(codes);
        };
    }
}
