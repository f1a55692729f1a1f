package dev.sotto.gateway.call.playback;

import dev.sotto.gateway.rtp.VoiceFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our voice on one call: sentences queue up and a frame of 20 ms is taken every beat. When somebody seems to speak it is
 * paused, and goes on when he did not mean us; on a real interruption the running sentence is faded out within one frame
 * and the rest forgotten. Lives on the event loop.
 */
public final class Speaker {

    /** A long recap is a dozen sentences; more queued than this is a dialogue that ran away. */
    static final int MAX_QUEUED = 64;

    /** Redeliveries come within seconds; this is a whole call's worth of replies. */
    private static final int REMEMBERED = 256;

    /** Said again after a pause, so that the word that was cut is whole. */
    private static final int SAID_AGAIN_MILLIS = 400;

    /** No interruption is waited out for longer: whoever should have ended this pause is gone. */
    private static final int LONGEST_PAUSE_BEATS = 12_000 / VoiceFrame.MILLIS;

    /** What the call tells the log about playback. */
    public interface Listener {
        void started(Sentence sentence);

        void finished(String replyId, long playedMillis, boolean interrupted);

        /** Everything queued has been said. */
        void fellSilent();

        /** A sentence that will not be played, and why. */
        void dropped(String reason);
    }

    /**
     * {@code pcm} is 16-bit little-endian. The times tell how quick we are; a sentence that waits for another one to end
     * tells nothing of that and has none.
     */
    public record Sentence(
            String replyId,
            ByteBuffer pcm,
            int sampleRateHz,
            @Nullable Long writtenAtMicros,
            @Nullable Long heardAtMicros) {

        Sentence waiting() {
            return new Sentence(replyId, pcm, sampleRateHz, null, null);
        }

        /** The same at another rate; see {@link Resampler} for what that costs. */
        public Sentence at(int rateHz) {
            return rateHz == sampleRateHz
                    ? this
                    : new Sentence(
                            replyId,
                            Resampler.convert(pcm, sampleRateHz, rateHz),
                            rateHz,
                            writtenAtMicros,
                            heardAtMicros);
        }
    }

    private final Listener listener;
    private final ArrayDeque<Sentence> queue = new ArrayDeque<>();
    private final Set<String> remembered = new LinkedHashSet<>();
    private int sampleRateHz;
    private int frameBytes;
    private @Nullable Sentence current;
    private int played;
    private boolean fading;
    private boolean paused;
    private int pausedBeats;

    public Speaker(int sampleRateHz, Listener listener) {
        this.listener = listener;
        tune(sampleRateHz);
    }

    /** The rate at which the device plays, which a call may learn late; what waits is converted. */
    public final void tune(int rateHz) {
        sampleRateHz = rateHz;
        frameBytes = 2 * rateHz * VoiceFrame.MILLIS / 1000;
        List<Sentence> converted =
                queue.stream().map(sentence -> sentence.at(rateHz)).toList();
        queue.clear();
        queue.addAll(converted);
    }

    public void say(Sentence sentence) {
        if (queue.size() >= MAX_QUEUED) {
            listener.dropped("queue-full");
            return;
        }
        if (!remembered.add(sentence.replyId())) {
            listener.dropped("repeated");
            return;
        }
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.iterator().next());
        }
        boolean waits = !queue.isEmpty() || (current != null && !fading);
        Sentence fitting = sentence.at(sampleRateHz);
        queue.addLast(waits ? fitting.waiting() : fitting);
    }

    /** Falls silent within a frame; sentences that never began are told as interrupted at nought. */
    public void stop() {
        Sentence first = current;
        while (!queue.isEmpty()) {
            listener.finished(queue.removeFirst().replyId(), 0, true);
        }
        fading = first != null && !(paused && pausedBeats > 0);
        paused = false;
        if (first != null && !fading) {
            finish(first, true);
        }
    }

    /** Falls silent within a frame and keeps what is left to say. */
    public void pause() {
        if (!paused && !fading) {
            paused = isPlaying();
            pausedBeats = 0;
        }
    }

    /** Goes on after a pause from shortly before where it fell silent. */
    public void resume() {
        if (paused) {
            paused = false;
            played = Math.max(0, played - SAID_AGAIN_MILLIS / VoiceFrame.MILLIS * frameBytes);
        }
    }

    /** Whether the caller hears us now; what is paused is still playing, but nobody hears it. */
    public boolean isAudible() {
        return isPlaying() && !(paused && pausedBeats > 0);
    }

    public boolean isPlaying() {
        return current != null || !queue.isEmpty();
    }

    /** The next 20 ms, null for silence. */
    public @Nullable ByteBuffer next() {
        if (paused && ++pausedBeats > LONGEST_PAUSE_BEATS) {
            resume();
        }
        boolean lastBeforePause = paused && pausedBeats == 1 && current != null;
        if (paused && !lastBeforePause) {
            return null;
        }
        Sentence speaking = current;
        if (speaking == null) {
            speaking = queue.pollFirst();
            if (speaking == null) {
                return null;
            }
            current = speaking;
            played = 0;
            listener.started(speaking);
        }
        ByteBuffer frame = frame(speaking);
        played += frame.remaining();
        if (fading) {
            fade(frame);
            finish(speaking, true);
        } else if (lastBeforePause) {
            fade(frame);
        } else if (played >= speaking.pcm().remaining()) {
            finish(speaking, false);
        }
        return frame;
    }

    private ByteBuffer frame(Sentence speaking) {
        int length = Math.min(frameBytes, speaking.pcm().remaining() - played);
        byte[] bytes = new byte[Math.max(0, length)];
        speaking.pcm().get(speaking.pcm().position() + played, bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fade(ByteBuffer frame) {
        int samples = frame.remaining() / 2;
        for (int i = 0; i < samples; i++) {
            frame.putShort(2 * i, (short) (frame.getShort(2 * i) * (samples - i) / samples));
        }
    }

    private void finish(Sentence speaking, boolean interrupted) {
        current = null;
        fading = false;
        listener.finished(speaking.replyId(), millis(played), interrupted);
        if (queue.isEmpty()) {
            listener.fellSilent();
        }
    }

    private long millis(int bytes) {
        return (long) bytes * VoiceFrame.MILLIS / frameBytes;
    }

    /** The call is over: what was being said or was still to be said is told as cut short. */
    public void close() {
        Sentence speaking = current;
        current = null;
        if (speaking != null) {
            listener.finished(speaking.replyId(), millis(played), true);
        }
        stop();
        fading = false;
    }
}
