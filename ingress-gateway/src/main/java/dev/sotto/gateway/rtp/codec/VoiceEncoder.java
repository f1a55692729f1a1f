package dev.sotto.gateway.rtp.codec;

/** One stream's samples, in order, into payloads. Not thread-safe. */
public interface VoiceEncoder {

    /** The most bytes a payload takes: 60 ms of G.711. */
    int MAX_BYTES = 480;

    /**
     * @param count samples of one packet
     * @param into room for {@link #MAX_BYTES} from {@code at}
     * @return how many bytes were written
     */
    int encode(short[] samples, int offset, int count, byte[] into, int at);
}
