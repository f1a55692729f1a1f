package dev.sotto.gateway.sdp;

import dev.sotto.gateway.rtp.codec.Codec;
import java.util.List;

/**
 * What this gateway agrees to on every call.
 *
 * @param host what callers are told to send to
 * @param codecs what we speak, best first; a caller's own order goes before ours
 */
public record Terms(OurHost host, List<Codec> codecs, Secrecy secrecy) {

    public Terms {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("A gateway needs at least one codec.");
        }
    }

    /** Whether sound is protected by SRTP. */
    public enum Secrecy {
        /** Never: a caller who insists on it is refused. */
        REFUSED,
        /** When the caller offers it. */
        ACCEPTED,
        /** Always: a caller who does not offer it is refused. */
        REQUIRED
    }
}
