package dev.sotto.speech;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.speech.CallHearing.Outcome;
import dev.sotto.speech.turn.Turns;
import dev.sotto.speech.turn.VoiceActivity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears the sound of past calls as the speech stage hears calls: what comes back has the ids it would have in
 * {@code speech.transcripts} and the time of its sound. Waits for the engine; for one thread.
 */
public final class Rehearing {

    private final SpeechSettings settings;
    private final VoiceActivity.Source activity;
    private final Ear ear;
    private final OurVoice ourVoice;
    private final SpeechMetrics metrics;
    private final Map<String, CallHearing> calls = new HashMap<>();

    Rehearing(
            SpeechSettings settings, VoiceActivity.Source activity, Ear ear, OurVoice ourVoice, SpeechMetrics metrics) {
        this.settings = settings;
        this.activity = activity;
        this.ear = ear;
        this.ourVoice = ourVoice;
        this.metrics = metrics;
    }

    /** What the next frames of a call lead to, in order. */
    public List<SpeechRecord> hear(AudioFrames frames) {
        CallHearing call = calls.computeIfAbsent(frames.callId(), _ -> opened(frames));
        List<SpeechRecord> said = new ArrayList<>();
        Instant at = Instant.EPOCH.plus(frames.capturedAtMicros(), ChronoUnit.MICROS);
        for (Outcome outcome : call.hear(frames)) {
            for (Told told : outcome.told().get()) {
                // What would be told to the gateway about our own voice is of no use to a call that is over.
                if (told instanceof Told.Said(SpeechRecord record)) {
                    said.add(at(record, at));
                }
            }
        }
        if (frames.last()) {
            calls.remove(frames.callId());
        }
        return said;
    }

    /** No more is coming of any call: what has begun is left unheard. */
    public void over() {
        calls.clear();
    }

    private CallHearing opened(AudioFrames first) {
        String restaurantId = first.envelope().restaurantId();
        ear.expect(restaurantId, first.sampleRateHz());
        return new CallHearing(
                first.callId(),
                restaurantId,
                ear,
                ourVoice,
                new Turns(settings.turnIn(restaurantId)),
                activity.open(first.sampleRateHz()),
                metrics);
    }

    private static SpeechRecord at(SpeechRecord record, Instant at) {
        Envelope now = record.envelope();
        Envelope then = new Envelope(now.topic(), now.restaurantId(), now.eventId(), at);
        return new SpeechRecord(then, record.callId(), record.utteranceId(), record.event());
    }
}
