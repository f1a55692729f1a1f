package dev.sotto.gateway.transfer;

import dev.sotto.gateway.call.Partner;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.RtpAgreement;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.rtp.VoiceFrame;
import dev.sotto.schemas.reply.SpokenSummary;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The sound of a human who is called for a caller, on the caller's media loop and at his rate. While it rings the caller
 * hears that it rings; whoever answers first hears, alone, what was said so far; then the two hear each other. A frame
 * waits for the next beat of the other line; what does not leave in time is dropped rather than piled up.
 */
final class HumanLine implements Partner, MediaClock.Listener {

    /** 100 ms: two lines beat on one clock, so more than one frame is a burst. */
    private static final int WAITING_AT_MOST = 5;

    private enum Phase {
        RINGING,
        BRIEFING,
        JOINED
    }

    private final RtpSession rtp;
    private final int sampleRateHz;
    private final RingingTone tone;
    private final Speaker speaker;
    private final ArrayDeque<ByteBuffer> toHuman = new ArrayDeque<>();
    private final ArrayDeque<ByteBuffer> toCaller = new ArrayDeque<>();
    private Phase phase = Phase.RINGING;
    private @Nullable RtpAgreement agreement;
    private Runnable onBriefed = () -> {};
    private boolean closed;

    HumanLine(RtpSession rtp, int sampleRateHz) {
        this.rtp = rtp;
        this.sampleRateHz = sampleRateHz;
        this.tone = new RingingTone(sampleRateHz);
        this.speaker = new Speaker(sampleRateHz, new Briefing());
    }

    /** As everything below, on the media loop. */
    void open() {
        rtp.tune(sampleRateHz);
        rtp.listen(this::heardHuman);
        rtp.loop().clock().add(this);
    }

    void agree(RtpAgreement agreed) {
        agreement = agreed;
        rtp.agree(agreed);
    }

    /** {@code then} runs when the human knows what there is to know. */
    void brief(@Nullable SpokenSummary summary, Runnable then) {
        phase = Phase.BRIEFING;
        onBriefed = then;
        if (summary == null) {
            then.run();
        } else {
            speaker.say(new Speaker.Sentence("summary", summary.audio(), summary.sampleRateHz(), null, null)
                    .at(sampleRateHz));
        }
    }

    void join() {
        phase = Phase.JOINED;
    }

    private void heardHuman(VoiceFrame frame) {
        if (phase == Phase.JOINED) {
            keep(toCaller, frame);
        }
    }

    @Override
    public void hear(VoiceFrame callers) {
        if (phase == Phase.JOINED) {
            keep(toHuman, callers);
        }
    }

    private static void keep(ArrayDeque<ByteBuffer> waiting, VoiceFrame frame) {
        if (waiting.size() == WAITING_AT_MOST) {
            waiting.removeFirst();
        }
        waiting.addLast(frame.pcm());
    }

    @Override
    public @Nullable ByteBuffer next() {
        return phase == Phase.JOINED ? toCaller.pollFirst() : tone.next();
    }

    @Override
    public void beat(long nowNanos) {
        rtp.elapse(nowNanos);
        if (agreement != null) {
            rtp.send(phase == Phase.JOINED ? toHuman.pollFirst() : speaker.next());
        }
    }

    /** How long the human has sent nothing although he should; 0 while he need not. */
    long silentNanos(long nowNanos) {
        return agreement != null && agreement.isLive() ? nowNanos - rtp.lastHeardNanos() : 0;
    }

    void close() {
        if (!closed) {
            closed = true;
            rtp.loop().clock().remove(this);
            rtp.close();
        }
    }

    private final class Briefing implements Speaker.Listener {

        @Override
        public void started(Speaker.Sentence sentence) {}

        @Override
        public void finished(String replyId, long playedMillis, boolean interrupted) {}

        @Override
        public void fellSilent() {
            onBriefed.run();
        }

        @Override
        public void dropped(String reason) {}
    }
}
