package dev.sotto.gateway.call;

import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.gateway.call.playback.Speaker;
import dev.sotto.schemas.reply.HangUp;
import dev.sotto.schemas.reply.Notice;
import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.PlayAudio;
import dev.sotto.schemas.reply.ReplyRecord;
import dev.sotto.schemas.reply.ResumePlayback;
import dev.sotto.schemas.reply.StopPlayback;
import dev.sotto.schemas.reply.Transfer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;

/** Hands what the dialogue wants said to the call it is meant for. Called by the reader of the reply partition. */
public final class Replies {

    private final LiveCalls calls;
    private final CallMeters meters;
    private final Executor loop;
    private final Handover handover;

    public Replies(LiveCalls calls, CallMeters meters, Executor loop, Handover handover) {
        this.calls = calls;
        this.meters = meters;
        this.loop = loop;
        this.handover = handover;
    }

    public void deliver(ReplyRecord reply) {
        LiveCall call = calls.find(reply.callId());
        if (call == null
                || !call.identity().restaurantId().equals(reply.envelope().restaurantId())) {
            meters.replyDropped("no-such-call");
            return;
        }
        switch (reply.command()) {
            case PlayAudio audio -> {
                Speaker.Sentence sentence =
                        sentence(reply, audio, call.identity().sampleRateHz());
                loop.execute(() -> {
                    call.caption(audio.text());
                    call.play(sentence);
                });
            }
            case StopPlayback _ -> loop.execute(call::stopPlaying);
            case PausePlayback _ -> loop.execute(call::pausePlaying);
            case ResumePlayback _ -> loop.execute(call::resumePlaying);
            case HangUp(String reason) -> loop.execute(() -> call.hangUpAfterPlaying(reason));
            case Notice(String text) -> loop.execute(() -> call.show(text));
            case Transfer wish -> loop.execute(() -> call.transfer(wish, handover));
        }
    }

    /** For a partition that is another node's: what is not meant for a call of ours is none of our business. */
    public void deliverIfHere(ReplyRecord reply) {
        if (calls.find(reply.callId()) != null) {
            deliver(reply);
        }
    }

    private static Speaker.Sentence sentence(ReplyRecord reply, PlayAudio audio, int sampleRateHz) {
        return new Speaker.Sentence(
                        reply.replyId(),
                        audio.audio(),
                        audio.sampleRateHz(),
                        ChronoUnit.MICROS.between(
                                Instant.EPOCH, reply.envelope().occurredAt()),
                        audio.heardAtMicros())
                .at(sampleRateHz);
    }
}
