package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One party's voice, both ways, in frames of 20 ms at one rate: what is heard of him can be recognised, or said to
 * another line. All of it happens on the thread of the line's {@link MediaLoop}.
 */
public interface VoiceLine {

    int sampleRateHz();

    /** Who hears the party from now on. */
    void listen(Consumer<VoiceFrame> heardBy);

    /** Says 20 ms, PCM16 little-endian at the line's rate; null for silence. To be called once a beat. */
    void send(@Nullable ByteBuffer pcm);
}
