package dev.sotto.gateway.call;

import dev.sotto.gateway.rtp.VoiceFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Says one sentence to a caller who waits, once or again and again; what he says meanwhile nobody hears. */
final class Announcer implements Partner {

    /** Twelve seconds: often enough to know that one is still in the line, seldom enough not to be told off. */
    private static final int PAUSE_FRAMES = 12_000 / VoiceFrame.MILLIS;

    private final ByteBuffer sentence;
    private final int frameBytes;
    private final boolean again;
    private final Runnable onSaid;
    private int at;
    private int pause;
    private boolean told;

    /**
     * @param sentence PCM16 little-endian at {@code rateHz}
     * @param onSaid runs after the first time
     */
    Announcer(ByteBuffer sentence, int rateHz, boolean again, Runnable onSaid) {
        this.sentence = sentence.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.frameBytes = 2 * VoiceFrame.samples(rateHz);
        this.again = again;
        this.onSaid = onSaid;
    }

    @Override
    public void hear(VoiceFrame frame) {}

    @Override
    public @Nullable ByteBuffer next() {
        if (pause > 0) {
            pause--;
            return null;
        }
        if (at < sentence.remaining()) {
            int length = Math.min(frameBytes, sentence.remaining() - at);
            ByteBuffer frame = sentence.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
            at += length;
            return frame;
        }
        if (!told) {
            told = true;
            onSaid.run();
        }
        if (again) {
            at = 0;
            pause = PAUSE_FRAMES;
        }
        return null;
    }
}
