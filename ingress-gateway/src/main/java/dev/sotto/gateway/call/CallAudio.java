package dev.sotto.gateway.call;

import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.RtpAgreement;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.rtp.VoiceFrame;
import dev.sotto.schemas.call.MediaQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The media path of a call on one page: the caller's packets → in order → decoded → 20 ms frames → the log; replies →
 * queued → one frame a beat → encoded → the caller. The log never holds up the phone: see {@link FrameQueue}.
 */
final class CallAudio implements MediaClock.Listener {

    private final RtpSession rtp;
    private final FrameQueue toLog;
    private final Speaker speaker;
    private final CallMeters meters;
    private final MediaClock clock;
    private final long patienceNanos;
    private final Runnable onNothingHeard;
    private boolean held;

    CallAudio(
            RtpSession rtp,
            FrameQueue toLog,
            Speaker speaker,
            CallMeters meters,
            MediaClock clock,
            Duration patience,
            Runnable onNothingHeard) {
        this.rtp = rtp;
        this.toLog = toLog;
        this.speaker = speaker;
        this.meters = meters;
        this.clock = clock;
        this.patienceNanos = patience.toNanos();
        this.onNothingHeard = onNothingHeard;
        rtp.listen(this::heard);
    }

    void agree(RtpAgreement agreement) {
        held = !agreement.maySend();
        rtp.agree(agreement);
    }

    void start() {
        clock.add(this);
    }

    private void heard(VoiceFrame frame) {
        meters.frameIn();
        toLog.add(frame.sequence(), frame.lostBefore(), speaker.isPlaying(), nowMicros(), frame.pcm());
    }

    @Override
    public void beat(long nowNanos) {
        rtp.release(nowNanos);
        // Held, the sentence waits with the caller: he shall not miss the recap.
        rtp.send(held ? null : speaker.next());
        if (!held && nowNanos - rtp.lastHeardNanos() > patienceNanos) {
            onNothingHeard.run();
        }
    }

    MediaQuality end() {
        clock.remove(this);
        speaker.close();
        rtp.flush();
        rtp.close();
        toLog.end(rtp.nextSequence(), nowMicros());
        var line = rtp.statistics();
        meters.packetsDropped("stranger", rtp.strangers());
        meters.packetsDropped("duplicate", line.duplicated());
        meters.packetsDropped("late", line.tooLate());
        return new MediaQuality(line.received(), line.lost(), line.duplicated(), line.jitterMillis(), null, null, null);
    }

    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
