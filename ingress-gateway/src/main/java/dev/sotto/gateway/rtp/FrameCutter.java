package dev.sotto.gateway.rtp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Phones pack 10, 20, 30 or 60 ms and fall silent as they please; the log wants 20 ms frames on one time line. Packets
 * go in in order, frames come out, and the RTP timestamp decides how much time a hole took.
 */
final class FrameCutter {

    private static final int FRAME_BYTES = 2 * Codec.FRAME_SAMPLES;

    /**
     * A pause in sending (silence suppression, key tones) is filled with silence so that silence is heard as such; two
     * seconds of it bound the burst, a longer pause says nothing more.
     */
    private static final int MAX_FILLED_FRAMES = 100;

    /** A hole longer than a minute is a clock that jumped, not a loss. */
    private static final int MAX_BELIEVED_SAMPLES = 60 * Codec.SAMPLE_RATE_HZ;

    private final Consumer<VoiceFrame> output;
    private ByteBuffer partial = newFrame();
    private boolean started;
    private int nextTimestamp;
    private long nextSequence;
    private int lostBefore;

    FrameCutter(Consumer<VoiceFrame> output) {
        this.output = output;
    }

    /** A new source has a time line of its own. */
    void sourceChanged() {
        started = false;
    }

    void packet(int timestamp, ByteBuffer pcm, int lostPackets) {
        int samples = pcm.remaining() / 2;
        int hole = started ? timestamp - nextTimestamp : 0;
        if (lostPackets > 0) {
            lose(hole > 0 && hole <= MAX_BELIEVED_SAMPLES ? hole : lostPackets * samples);
        } else if (hole > 0 && hole <= MAX_BELIEVED_SAMPLES) {
            fill(hole);
        }
        started = true;
        nextTimestamp = timestamp + samples;
        while (pcm.remaining() >= 2) {
            partial.putShort(pcm.getShort());
            if (!partial.hasRemaining()) {
                emit();
            }
        }
    }

    private void lose(int samples) {
        if (partial.position() > 0) {
            finishWithSilence();
        }
        int frames = Math.max(1, (samples + Codec.FRAME_SAMPLES / 2) / Codec.FRAME_SAMPLES);
        nextSequence += frames;
        lostBefore += frames;
    }

    private void fill(int samples) {
        int frames = Math.min(MAX_FILLED_FRAMES, samples / Codec.FRAME_SAMPLES);
        for (int i = 0; i < frames; i++) {
            finishWithSilence();
        }
    }

    private void finishWithSilence() {
        partial.position(partial.limit());
        emit();
    }

    private void emit() {
        output.accept(new VoiceFrame(nextSequence++, lostBefore, partial.flip()));
        lostBefore = 0;
        partial = newFrame();
    }

    long nextSequence() {
        return nextSequence;
    }

    private static ByteBuffer newFrame() {
        return ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
