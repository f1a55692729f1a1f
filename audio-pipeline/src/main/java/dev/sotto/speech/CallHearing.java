package dev.sotto.speech;

import dev.sotto.log.Topics;
import dev.sotto.schemas.DerivedId;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SilenceElapsed;
import dev.sotto.schemas.speech.SpeechEvent;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.SpeechStarted;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.Ear.Span;
import dev.sotto.speech.engine.CallerVoice;
import dev.sotto.speech.sound.Pcm;
import dev.sotto.speech.turn.Frame;
import dev.sotto.speech.turn.TurnEvent;
import dev.sotto.speech.turn.Turns;
import dev.sotto.speech.turn.VoiceActivity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is heard: the turn in progress and the sound it may still need. What a record of frames leads to comes
 * back as {@link Outcome}s in order; those that decode are slow and must be evaluated where one may wait, before the
 * next record of this call is given. Every id is derived from the call and its frame numbers, so that frames read again
 * after a crash lead to the same records.
 */
final class CallHearing {
    /** Who speaks over us for so long speaks to us, and is asked again when he was not understood. */
    private static final long MEANT_FOR_US_MILLIS = 1800;

    private final String callId;
    private final String restaurantId;
    private final Ear ear;
    private final OurVoice ourVoice;
    private final SpeechMetrics metrics;
    private final Turns turns;
    private final VoiceActivity activity;
    private final Deque<Sound> recent = new ArrayDeque<>();
    private final Deque<Sound> unheard = new ArrayDeque<>();
    private Ear.@Nullable Turn turn;
    private CallerVoice voice = new CallerVoice();
    private long turnBegan;
    private boolean overUs;
    private boolean weFellSilent;
    private long lastSequence = -1;
    private long lastCapturedAtMicros;
    private int sampleRateHz;

    private static final class Sound {
        private final long sequence;
        private final short[] samples;

        Sound(long sequence, short[] samples) {
            this.sequence = sequence;
            this.samples = samples;
        }
    }

    /** {@code decodes}: evaluating it takes a while. {@code endsTurn}: it is the answer to a whole turn. */
    record Outcome(boolean decodes, boolean endsTurn, Supplier<List<Told>> told) {}

    CallHearing(
            String callId,
            String restaurantId,
            Ear ear,
            OurVoice ourVoice,
            Turns turns,
            VoiceActivity activity,
            SpeechMetrics metrics) {
        this.callId = callId;
        this.restaurantId = restaurantId;
        this.ear = ear;
        this.ourVoice = ourVoice;
        this.turns = turns;
        this.activity = activity;
        this.metrics = metrics;
    }

    List<Outcome> hear(AudioFrames frames) {
        List<Outcome> outcomes = new ArrayList<>();
        lastCapturedAtMicros = frames.capturedAtMicros();
        sampleRateHz = frames.sampleRateHz();
        short[] samples = Pcm.samples(frames.audio());
        int each = frames.sampleRateHz() * Frame.MILLIS / 1000;
        for (int i = 0; (i + 1) * each <= samples.length; i++) {
            long sequence = frames.firstSequence() + i;
            if (sequence <= lastSequence) {
                metrics.dropped("duplicate");
            } else {
                short[] frame = Arrays.copyOfRange(samples, i * each, (i + 1) * each);
                hear(sequence, frame, frames, outcomes);
            }
        }
        if (frames.last()) {
            outcomes.addAll(end());
        }
        return outcomes;
    }

    /** The call is over: what was being said is all there will be. */
    List<Outcome> end() {
        return turns.end().stream().map(this::outcome).toList();
    }

    /** Whether no frame is missing between what was heard and this one. */
    boolean reaches(long sequence) {
        return sequence <= lastSequence + 1;
    }

    /** Hears nothing more, and says nothing about what was begun. */
    void abandon() {
        Ear.Turn begun = turn;
        turn = null;
        if (begun != null) {
            begun.close();
        }
    }

    /** Frames before this one are needed no more, not even to rebuild this state. */
    long neededFrom() {
        long from = turn == null ? lastSequence : turnBegan;
        return from - Turns.MEMORY_FRAMES;
    }

    private void hear(long sequence, short[] samples, AudioFrames from, List<Outcome> outcomes) {
        if (lastSequence >= 0 && sequence > lastSequence + 1) {
            metrics.lost(sequence - lastSequence - 1);
        }
        lastSequence = sequence;
        Sound sound = new Sound(sequence, samples);
        recent.addLast(sound);
        unheard.addLast(sound);
        if (recent.size() > Turns.MEMORY_FRAMES) {
            recent.removeFirst();
        }
        Frame frame = Frame.of(sequence, samples, from.playing(), from.concealed() > 0, activity.hear(samples));
        for (TurnEvent event : turns.hear(frame)) {
            outcomes.add(outcome(event));
        }
        if (turn == null) {
            unheard.clear();
        } else {
            heardUpTo(turns.heardForSure());
        }
    }

    private Outcome outcome(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Began(long first, boolean over) -> began(first, over);
            case TurnEvent.Paused(long last) -> paused(last);
            case TurnEvent.Ended ended -> ended(ended);
            case TurnEvent.Dismissed(long first) -> {
                Ear.Turn dismissed = turn;
                if (dismissed != null) {
                    dismissed.close();
                }
                turn = null;
                yield new Outcome(false, false, () -> goOn(first));
            }
            case TurnEvent.Silent(long millis, long at) ->
                new Outcome(
                        false,
                        false,
                        () -> said(DerivedId.of("silence", callId, at), new SilenceElapsed(millis, at), at));
        };
    }

    private Outcome began(long first, boolean over) {
        turn = ear.open(callId, restaurantId, sampleRateHz, voice.copy());
        turnBegan = first;
        overUs = over;
        weFellSilent = false;
        unheard.clear();
        recent.stream().filter(sound -> sound.sequence >= first).forEach(unheard::addLast);
        long capturedAtMicros = lastCapturedAtMicros;
        return new Outcome(false, false, () -> {
            List<Told> told = new ArrayList<>();
            if (over) {
                fallSilent(first, capturedAtMicros, told);
            }
            told.addAll(said(utterance(first), new SpeechStarted(first), first));
            return told;
        });
    }

    private Outcome paused(long last) {
        Ear.Turn current = heardUpTo(last);
        long first = turnBegan;
        return new Outcome(true, false, () -> {
            Ear.Impression impression = current.soFar();
            if (turn != current) {
                return List.of();
            }
            boolean echo = overUs && ourVoice.isEcho(callId, impression.text());
            if (echo || (overUs && !impression.forUs() && !isLong(first, last))) {
                turns.dismiss();
                current.close();
                turn = null;
                return goOn(first);
            }
            turns.await(impression.patience());
            return impression.text().isEmpty()
                    ? List.of()
                    : said(utterance(first), new PartialTranscript(impression.text()), last);
        });
    }

    private Outcome ended(TurnEvent.Ended ended) {
        Ear.Turn current = heardUpTo(ended.lastSequence());
        turn = null;
        boolean over = overUs;
        long first = ended.firstSequence();
        long sinceVoice = (lastSequence - ended.lastLoud()) * Frame.MILLIS;
        metrics.waited(sinceVoice);
        Span span =
                new Span(first, ended.lastSequence(), lastCapturedAtMicros - 1000 * sinceVoice, ended.aboveNoiseDb());
        return new Outcome(true, true, () -> {
            SpeechEvent heard = current.finished(span);
            current.close();
            if (over && isNothingToUs(heard, first, ended.lastSequence())) {
                return goOn(first);
            }
            if (heard instanceof FinalTranscript) {
                voice = current.caller();
            }
            return said(utterance(first), heard, ended.lastSequence());
        });
    }

    private void fallSilent(long first, long capturedAtMicros, List<Told> told) {
        OurVoice.Command pause = ourVoice.pause(callId, restaurantId, first, capturedAtMicros);
        if (pause != null) {
            weFellSilent = true;
            told.add(new Told.Commanded(pause));
        }
    }

    /** What was heard while we spoke. */
    private boolean isNothingToUs(SpeechEvent heard, long first, long last) {
        return switch (heard) {
            case FinalTranscript words -> ourVoice.isEcho(callId, words.text());
            case UnclearSpeech unclear -> unclear.reason() != UnclearReason.NO_ENGINE && !isLong(first, last);
            default -> false;
        };
    }

    private static boolean isLong(long first, long last) {
        return (last - first) * Frame.MILLIS >= MEANT_FOR_US_MILLIS;
    }

    /** He did not mean us. */
    private List<Told> goOn(long first) {
        metrics.dropped("not-for-us");
        OurVoice.Command resume = weFellSilent ? ourVoice.resume(callId, first) : null;
        return resume == null ? List.of() : List.of(new Told.Commanded(resume));
    }

    private Ear.Turn heardUpTo(long last) {
        Ear.Turn current = turn;
        if (current == null) {
            throw new IllegalStateException("A turn that never began cannot end.");
        }
        while (!unheard.isEmpty() && unheard.getFirst().sequence <= last) {
            current.hear(unheard.removeFirst().samples);
        }
        return current;
    }

    private String utterance(long firstSequence) {
        return DerivedId.of("utterance", callId, firstSequence);
    }

    private List<Told> said(String utteranceId, SpeechEvent event, long at) {
        String eventId = DerivedId.of(utteranceId, event.getClass().getSimpleName(), at);
        return List.of(new Told.Said(new SpeechRecord(
                Envelope.of(Topics.SPEECH_TRANSCRIPTS, restaurantId, eventId), callId, utteranceId, event)));
    }
}
