package dev.sotto.gateway.call;

import dev.sotto.gateway.rtp.VoiceFrame;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Who talks with a caller in our place. On the thread of his media loop. */
public interface Partner {

    /** 20 ms of the caller. */
    void hear(VoiceFrame frame);

    /** The next 20 ms for the caller at the rate of his line, null for silence. */
    @Nullable
    ByteBuffer next();
}
