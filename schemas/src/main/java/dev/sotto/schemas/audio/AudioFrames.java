package dev.sotto.schemas.audio;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.Shorthand;
import dev.sotto.schemas.TopicRecord;
import java.nio.ByteBuffer;

/** One or a few consecutive frames of one caller's voice. Key: callId. */
@Shorthand.By(FrameShorthand.class)
public record AudioFrames(
        Envelope envelope,
        String callId,
        AudioSource source,
        long firstSequence,
        int frameCount,
        int frameMillis,
        int sampleRateHz,
        int lostBefore,
        boolean playing,
        long capturedAtMicros,
        boolean last,
        ByteBuffer audio,
        int concealed)
        implements TopicRecord {

    /** Fifty a second for every caller: reading nine headers would cost more than reading the sound. */
    @Override
    public boolean terse() {
        return true;
    }
}
