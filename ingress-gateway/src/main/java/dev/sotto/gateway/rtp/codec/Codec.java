package dev.sotto.gateway.rtp.codec;

import java.util.Locale;

/** What we speak and understand on a telephone line, by the names of SDP. */
public enum Codec {
    PCMU("PCMU", 0, 8000, 8000, "") {
        @Override
        public VoiceDecoder decoder() {
            return G711.MU_LAW;
        }

        @Override
        public VoiceEncoder encoder() {
            return G711.MU_LAW;
        }
    },

    PCMA("PCMA", 8, 8000, 8000, "") {
        @Override
        public VoiceDecoder decoder() {
            return G711.A_LAW;
        }

        @Override
        public VoiceEncoder encoder() {
            return G711.A_LAW;
        }
    },

    /** Wideband; SDP says 8000 by an error that RFC 3551 §4.5.2 keeps for ever. */
    G722("G722", 9, 8000, 16_000, "") {
        @Override
        public VoiceDecoder decoder() {
            return new G722Decoder();
        }

        @Override
        public VoiceEncoder encoder() {
            return new G722Encoder();
        }
    },

    /** Always counted at 48 kHz and named stereo (RFC 7587 §4.1, §7); we hear and speak the 16 kHz a voice needs. */
    OPUS("opus", 111, 48_000, 16_000, "/2") {
        @Override
        public VoiceDecoder decoder() {
            return new OpusVoice.Decoder();
        }

        @Override
        public VoiceEncoder encoder() {
            return new OpusVoice.Encoder();
        }
    };

    private static final int FIRST_DYNAMIC = 96;

    private final String encodingName;
    private final int payloadType;
    private final int clockRateHz;
    private final int sampleRateHz;
    private final String channels;

    Codec(String encodingName, int payloadType, int clockRateHz, int sampleRateHz, String channels) {
        this.encodingName = encodingName;
        this.payloadType = payloadType;
        this.clockRateHz = clockRateHz;
        this.sampleRateHz = sampleRateHz;
        this.channels = channels;
    }

    public abstract VoiceDecoder decoder();

    public abstract VoiceEncoder encoder();

    public String encodingName() {
        return encodingName;
    }

    /** The payload type of RFC 3551, or the one we give it when the choice is ours. */
    public int payloadType() {
        return payloadType;
    }

    public boolean hasStaticPayloadType() {
        return payloadType < FIRST_DYNAMIC;
    }

    /** How fast RTP timestamps count. */
    public int clockRateHz() {
        return clockRateHz;
    }

    /** The rate of the samples that go in and come out. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    public int clockTicks(int samples) {
        return (int) ((long) samples * clockRateHz / sampleRateHz);
    }

    public int samples(int clockTicks) {
        return (int) ((long) clockTicks * sampleRateHz / clockRateHz);
    }

    /** As {@code a=rtpmap} writes it. */
    public String rtpmap() {
        return encodingName + "/" + clockRateHz + channels;
    }

    /** Whether an {@code a=rtpmap} means this codec; names know no case, and one channel need not be told. */
    public boolean isMeantBy(String rtpmap) {
        String told = rtpmap.toUpperCase(Locale.ROOT);
        String ours = rtpmap().toUpperCase(Locale.ROOT);
        return told.equals(ours) || (channels.isEmpty() && told.equals(ours + "/1"));
    }
}
