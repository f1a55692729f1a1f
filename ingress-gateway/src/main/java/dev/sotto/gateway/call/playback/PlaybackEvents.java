package dev.sotto.gateway.call.playback;

import dev.sotto.gateway.call.log.CallEvents;
import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.schemas.call.PlaybackFinished;
import dev.sotto.schemas.call.PlaybackStarted;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What is said on a call is told to the log and timed. */
public record PlaybackEvents(CallEvents events, CallMeters meters, Runnable onSilence) implements Speaker.Listener {

    @Override
    public void started(Speaker.Sentence sentence) {
        long now = CallIdentity.nowMicros();
        Long writtenAt = sentence.writtenAtMicros();
        if (writtenAt != null) {
            meters.replyStarted(Duration.of(now - writtenAt, ChronoUnit.MICROS));
        }
        Long heardAt = sentence.heardAtMicros();
        if (heardAt != null) {
            meters.turnAnswered(Duration.of(now - heardAt, ChronoUnit.MICROS));
        }
        events.append(new PlaybackStarted(sentence.replyId()));
    }

    @Override
    public void finished(String replyId, long playedMillis, boolean interrupted) {
        events.append(new PlaybackFinished(replyId, playedMillis, interrupted));
    }

    @Override
    public void fellSilent() {
        onSilence.run();
    }

    @Override
    public void dropped(String reason) {
        meters.replyDropped(reason);
    }
}
