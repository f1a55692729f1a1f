package dev.sotto.speech;

import dev.sotto.log.Delivery;
import dev.sotto.log.Receipt;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.speech.CallHearing.Outcome;
import dev.sotto.speech.room.Load;
import dev.sotto.speech.turn.Turns;
import dev.sotto.speech.turn.VoiceActivity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Every call being heard by this process. A call is forgotten with its last frame, or when no frame has come for a
 * while; then its turn in progress ends as if it had fallen silent.
 */
final class CallsHeard implements Load {
    /** A call on hold sends nothing; when it resumes it is simply heard anew. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Ear ear;
    private final OurVoice ourVoice;
    private final VoiceActivity.Source activity;
    private final SpeechSettings settings;
    private final SpeechMetrics metrics;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final LongAccumulator worstLagMicros = new LongAccumulator(Math::max, 0);

    /** What a record led to; {@code release} acknowledges what is needed no more, once the outcomes are published. */
    record Step(List<Outcome> outcomes, Trace trace, Runnable release) {}

    CallsHeard(
            Ear ear, OurVoice ourVoice, VoiceActivity.Source activity, SpeechSettings settings, SpeechMetrics metrics) {
        this.ear = ear;
        this.ourVoice = ourVoice;
        this.activity = activity;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public int streams() {
        return calls.size();
    }

    @Override
    public int capacity() {
        return settings.calls();
    }

    @Override
    public long worstLagMillis() {
        return worstLagMicros.getThenReset() / 1000;
    }

    Step hear(Delivery<AudioFrames> delivery) {
        AudioFrames frames = delivery.require();
        worstLagMicros.accumulate(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - frames.capturedAtMicros());
        if (calls.size() >= settings.calls() && !calls.containsKey(frames.callId())) {
            metrics.dropped("too-many-calls");
            return new Step(List.of(), delivery.trace(), delivery::acknowledge);
        }
        List<Outcome> outcomes = new ArrayList<>();
        Call[] heard = new Call[1];
        calls.compute(frames.callId(), (_, known) -> {
            Call call = goingOn(known, frames);
            heard[0] = call;
            outcomes.addAll(call.hear(delivery));
            return frames.last() ? null : call;
        });
        return new Step(outcomes, delivery.trace(), () -> heard[0].release(frames.last()));
    }

    /** The ends of calls that have sent nothing for long; one that another worker hears now is not ours to end. */
    List<Step> endIdle() {
        List<Step> steps = new ArrayList<>();
        for (String callId : calls.keySet()) {
            calls.computeIfPresent(callId, (_, call) -> {
                if (System.nanoTime() - call.heardAt < IDLE.toNanos()) {
                    return call;
                }
                if (call.isAnothers()) {
                    call.hearing.abandon();
                } else {
                    steps.add(new Step(call.hearing.end(), call.trace, () -> call.release(true)));
                }
                return null;
            });
        }
        return steps;
    }

    private Call goingOn(@Nullable Call known, AudioFrames frames) {
        if (known != null && !known.missed(frames)) {
            return known;
        }
        if (known != null) {
            known.hearing.abandon();
        }
        return opened(frames);
    }

    private Call opened(AudioFrames frames) {
        String restaurantId = frames.envelope().restaurantId();
        ear.expect(restaurantId, frames.sampleRateHz());
        Turns turns = new Turns(settings.turnIn(restaurantId));
        VoiceActivity voice = activity.open(frames.sampleRateHz());
        return new Call(new CallHearing(frames.callId(), restaurantId, ear, ourVoice, turns, voice, metrics));
    }

    private static final class Call {
        private final CallHearing hearing;
        private final HeldFrames held = new HeldFrames();
        private Trace trace = Trace.start();
        private Receipt latest = () -> {};
        private volatile long heardAt;

        Call(CallHearing hearing) {
            this.hearing = hearing;
        }

        synchronized List<Outcome> hear(Delivery<AudioFrames> delivery) {
            heardAt = System.nanoTime();
            trace = delivery.trace();
            latest = delivery.receipt();
            held.hold(delivery);
            return hearing.hear(delivery.require());
        }

        synchronized boolean isAnothers() {
            return latest.isVoid();
        }

        /** Another worker heard it in between: what we have of the turn was ended by him. */
        synchronized boolean missed(AudioFrames next) {
            return latest.isVoid() && !hearing.reaches(next.firstSequence());
        }

        synchronized void release(boolean all) {
            held.releaseBefore(all ? Long.MAX_VALUE : hearing.neededFrom());
        }
    }
}
