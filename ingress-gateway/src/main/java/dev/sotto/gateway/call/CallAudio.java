package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallEvents;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.gateway.call.log.FrameQueue;
import dev.sotto.gateway.call.playback.PlaybackEvents;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.gateway.rtp.LineQuality;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.MediaLoop;
import dev.sotto.gateway.rtp.RtpAgreement;
import dev.sotto.gateway.rtp.RtpSession;
import dev.sotto.gateway.rtp.VoiceFrame;
import dev.sotto.schemas.call.DtmfMethod;
import dev.sotto.schemas.call.DtmfPressed;
import dev.sotto.schemas.call.MediaQuality;
import dev.sotto.schemas.call.MediaStalled;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The media path of a call on one page: the caller's packets → in order → decoded → 20 ms frames → the log; replies →
 * queued → one frame a beat → encoded → the caller. The log never holds up the phone: see {@link FrameQueue}. All of it
 * happens on the call's media loop; the methods that signalling calls only hand their work over to it.
 */
final class CallAudio implements MediaClock.Listener {

    /** What signalling hears of the sound, on its own thread. */
    interface Listener {
        /** Nothing has come from the caller for longer than anyone is silent, and that is reason to hang up. */
        void nothingHeard();
    }

    private final RtpSession rtp;
    private final Exchange exchange;
    private final CallEvents events;
    private final CallMeters meters;
    private final FrameQueue toLog;
    private final Speaker speaker;
    private final KeyPresses keys = new KeyPresses();
    private final Listener listener;
    private @Nullable RtpAgreement agreement;
    private @Nullable Runnable onceSilent;
    private @Nullable Partner partner;
    private boolean started;
    private boolean stalled;
    private boolean over;

    CallAudio(CallIdentity identity, RtpSession rtp, Exchange exchange, CallEvents events, Listener listener) {
        this.rtp = rtp;
        this.exchange = exchange;
        this.events = events;
        this.meters = exchange.meters();
        this.listener = listener;
        this.toLog = new FrameQueue(identity, exchange.log(), meters, rtp.loop().clock()::soon);
        this.speaker = new Speaker(identity.sampleRateHz(), new PlaybackEvents(events, meters, this::fellSilent));
    }

    MediaLoop loop() {
        return rtp.loop();
    }

    void agree(RtpAgreement agreed) {
        onLoop(() -> {
            rtp.agree(agreed);
            if (agreement == null) {
                speaker.tune(rtp.sampleRateHz());
                rtp.listen(this::heard);
                rtp.listenForKeys(key -> press(key, DtmfMethod.RTP));
            }
            agreement = agreed;
            stalled = false;
        });
    }

    void pressed(String key, DtmfMethod method) {
        onLoop(() -> press(key, method));
    }

    private void press(String key, DtmfMethod method) {
        if (keys.isNew(key, method, System.nanoTime())) {
            events.append(new DtmfPressed(key, method));
        }
    }

    void start() {
        onLoop(() -> {
            if (!started && !over) {
                started = true;
                rtp.loop().clock().add(this);
                fellSilent();
            }
        });
    }

    /** The caller hears this partner and is heard by it alone; with null he is back with us. */
    void talkWith(@Nullable Partner other) {
        onLoop(() -> {
            speaker.stop();
            partner = other;
        });
    }

    private void heard(VoiceFrame frame) {
        meters.frameIn();
        if (partner != null) {
            partner.hear(frame);
            return;
        }
        toLog.add(frame, speaker.isAudible(), CallIdentity.nowMicros());
    }

    @Override
    public void beat(long nowNanos) {
        rtp.elapse(nowNanos);
        // Held, the sentence waits with the caller: he shall not miss the recap.
        boolean held = agreement == null || !agreement.maySend();
        rtp.send(held ? null : partner == null ? speaker.next() : partner.next());
        watch(nowNanos);
    }

    private void watch(long nowNanos) {
        long silentNanos = nowNanos - rtp.lastHeardNanos();
        if (agreement == null
                || !agreement.isLive()
                || silentNanos <= exchange.watch().patience().toNanos()) {
            stalled = false;
        } else if (!stalled) {
            stalled = true;
            events.append(new MediaStalled(TimeUnit.NANOSECONDS.toMillis(silentNanos)));
            if (exchange.watch().hangUp()) {
                exchange.loop().execute(listener::nothingHeard);
            }
        }
    }

    void play(Speaker.Sentence sentence) {
        onLoop(() -> speaker.say(sentence));
    }

    void stop() {
        onLoop(speaker::stop);
    }

    void pause() {
        onLoop(speaker::pause);
    }

    void resume() {
        onLoop(speaker::resume);
    }

    /** Runs, on the thread of signalling, when the call has begun and everything queued has been played. */
    void onceSilent(Runnable then) {
        onLoop(() -> {
            onceSilent = then;
            fellSilent();
        });
    }

    private void fellSilent() {
        Runnable then = onceSilent;
        if (then != null && started && !speaker.isPlaying()) {
            onceSilent = null;
            exchange.loop().execute(then);
        }
    }

    /** Closes everything and tells what the line was like; {@code after} runs behind that, on the media loop. */
    void end(Runnable after) {
        onLoop(() -> {
            if (!over) {
                over = true;
                close();
                after.run();
            }
        });
    }

    private void close() {
        rtp.loop().clock().remove(this);
        speaker.close();
        rtp.flush();
        rtp.close();
        toLog.end(rtp.nextSequence(), CallIdentity.nowMicros());
        LineQuality line = rtp.quality();
        meters.packetsDropped("stranger", line.strangers());
        meters.packetsDropped("unproved", line.unproved());
        meters.packetsDropped("duplicate", line.duplicated());
        meters.packetsDropped("late", line.tooLate());
        events.append(new MediaQuality(
                line.received(),
                line.lost(),
                line.duplicated(),
                line.jitterMillis(),
                line.roundTripMillis(),
                line.lostThere(),
                line.jitterThereMillis()));
    }

    private void onLoop(Runnable work) {
        rtp.loop().thread().execute(work);
    }
}
