package dev.sotto.gateway.transfer;

import dev.sotto.gateway.rtp.VoiceFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** What a caller hears while somebody is called for him: 425 Hz, one second in five (ITU-T E.180). */
final class RingingTone {

    private static final int HERTZ = 425;
    private static final int AMPLITUDE = 3000;
    private static final int SOUNDING_FRAMES = 1000 / VoiceFrame.MILLIS;
    private static final int PERIOD_FRAMES = 5000 / VoiceFrame.MILLIS;

    private final int sampleRateHz;
    private long frames;

    RingingTone(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
    }

    /** The next 20 ms, null for the pause. */
    @Nullable
    ByteBuffer next() {
        long frame = frames++;
        if (frame % PERIOD_FRAMES >= SOUNDING_FRAMES) {
            return null;
        }
        int samples = VoiceFrame.samples(sampleRateHz);
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            double angle = 2 * Math.PI * HERTZ * (frame * samples + i) / sampleRateHz;
            pcm.putShort((short) (AMPLITUDE * Math.sin(angle)));
        }
        return pcm.flip();
    }
}
