package dev.sotto.gateway.rtp.codec;

/** One stream's payloads, in order, into samples. Not thread-safe: most codecs remember what came before. */
public interface VoiceDecoder {

    /** The most samples one payload of a datagram can hold: G.722 has two to the byte. */
    int MAX_SAMPLES = 3000;

    /**
     * @param into room for {@link #MAX_SAMPLES}
     * @return how many samples there were; 0 when the payload is none of this codec
     */
    int decode(byte[] bytes, int offset, int length, short[] into);

    /** Makes up samples for a payload that never came; false when this codec does not know how. */
    default boolean conceal(short[] into, int samples) {
        return false;
    }
}
