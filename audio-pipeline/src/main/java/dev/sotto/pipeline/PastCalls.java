package dev.sotto.pipeline;

import dev.sotto.dialogue.Rerun;
import dev.sotto.dialogue.Rerun.Led;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.speech.Rehearing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the past go through the stages again: their sound is heard anew, or what was heard of it then is taken as it
 * was, and the dialogue answers. For one thread.
 */
public final class PastCalls {

    private final Rerun dialogue;
    private final @Nullable Rehearing hearing;
    private final Set<String> heardFromTheStart = new HashSet<>();
    private final List<SpeechRecord> heard = new ArrayList<>();
    private long offset;

    /** @param hearing null where the words are taken as they were heard then */
    public PastCalls(Rerun dialogue, @Nullable Rehearing hearing) {
        this.dialogue = dialogue;
        this.hearing = hearing;
    }

    /**
     * What a partition's calls led to.
     *
     * @param calls those led from their beginning to where the span ends
     * @param heard what was heard of them; empty where the words were taken as they were
     * @param soundless how many had no sound any more, or not from their beginning
     */
    public record Outcome(List<Led> calls, List<SpeechRecord> heard, int soundless) {}

    /** Takes the next record of {@code calls.events}, and of {@code audio.frames} or {@code speech.transcripts}. */
    public void take(Delivery<TopicRecord> delivery) {
        Rehearing ear = hearing;
        if (!(delivery.value() instanceof AudioFrames frames)) {
            dialogue.hear(delivery);
        } else if (ear != null && (frames.firstSequence() == 0 || heardFromTheStart.contains(frames.callId()))) {
            heardFromTheStart.add(frames.callId());
            ear.hear(frames).forEach(record -> said(record, delivery));
        }
    }

    private void said(SpeechRecord record, Delivery<TopicRecord> frames) {
        heard.add(record);
        Position place =
                new Position(Topics.SPEECH_TRANSCRIPTS.name(), frames.position().partition(), offset++);
        dialogue.hear(
                new Delivery<>(frames.key(), record, place, frames.appendedAt(), frames.trace(), frames.receipt()));
    }

    /** The partition is over. */
    public Outcome over() {
        List<Led> led = dialogue.over();
        Predicate<Led> complete = call -> hearing == null || heardFromTheStart.contains(call.callId());
        List<Led> calls = led.stream().filter(complete).toList();
        Outcome outcome = new Outcome(calls, List.copyOf(heard), led.size() - calls.size());
        if (hearing != null) {
            hearing.over();
        }
        heard.clear();
        heardFromTheStart.clear();
        offset = 0;
        return outcome;
    }
}
