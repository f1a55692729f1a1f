package dev.sotto.speech;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Receipt;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard.HeardWord;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.turn.VoiceActivity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** One process that hears the call "call", frame by frame, and keeps what it leads to. */
abstract class HeardCalls {
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ScriptedEngine engine = new ScriptedEngine();
    final Set<Long> acknowledged = new TreeSet<>();
    final List<SpeechRecord> published = new ArrayList<>();
    final List<ReplyCommand> commands = new ArrayList<>();
    final Map<String, DialogueState> dialogues = new HashMap<>();
    private int assignment;
    CallsHeard calls = newProcess();

    void talking(@Nullable String hangUp) {
        talking(hangUp, "Welcome.");
    }

    void talking(@Nullable String hangUp, String sentence) {
        dialogues.put(
                "call",
                DialogueState.begun(
                                Envelope.of(Topics.DIALOGUE_STATE, "restaurant", "state"),
                                "call",
                                AudioSource.PHONE,
                                "en",
                                null,
                                null,
                                3)
                        .answered(
                                Envelope.of(Topics.DIALOGUE_STATE, "restaurant", "state"),
                                0,
                                0,
                                List.of(),
                                new Turn("", 0, List.of(sentence), hangUp, null, null, null)));
    }

    void sendWhilePlaying(long from, long to, boolean voice) {
        for (long sequence = from; sequence < to; sequence++) {
            hear(Frames.tone("call", sequence, voice, false, true));
        }
    }

    void speak() {
        send(0, 100, false);
        send(100, 150, true);
        send(150, 220, false);
    }

    void send(long from, long to, boolean voice) {
        for (long sequence = from; sequence < to; sequence++) {
            hear(Frames.tone("call", sequence, voice, false));
        }
    }

    /** The group shares its work out anew: what is in hand is void. */
    void rebalance() {
        assignment++;
    }

    private final class Given implements Receipt {
        private final long sequence;
        private final int under;

        Given(long sequence, int under) {
            this.sequence = sequence;
            this.under = under;
        }

        @Override
        public void acknowledge() {
            acknowledged.add(sequence);
        }

        @Override
        public boolean isVoid() {
            return under != assignment;
        }
    }

    void hear(AudioFrames frames) {
        var step = calls.hear(new Delivery<>(
                frames.callId(),
                frames,
                new Position(Topics.AUDIO_FRAMES.name(), 0, frames.firstSequence()),
                Instant.EPOCH,
                Trace.start(),
                new Given(frames.firstSequence(), assignment)));
        step.outcomes().forEach(outcome -> outcome.told().get().forEach(this::keep));
        step.release().run();
    }

    void keep(Told told) {
        switch (told) {
            case Told.Said(SpeechRecord record) -> published.add(record);
            case Told.Commanded(OurVoice.Command command) ->
                commands.add(command.reply().command());
        }
    }

    Object last() {
        return published.getLast().event();
    }

    CallsHeard newProcess() {
        SpeechSettings settings = SpeechSettings.standard();
        SpeechMetrics metrics = new SpeechMetrics(registry);
        Ear ear = new Ear(
                (_, _) -> engine,
                SpeechContext::general,
                _ -> Expectation.ORDER,
                settings,
                metrics,
                Schedulers.immediate());
        OurVoice ourVoice = new OurVoice(dialogues::get, _ -> true, () -> Instant.EPOCH.plusSeconds(4));
        return new CallsHeard(ear, ourVoice, VoiceActivity.Source.BY_LEVEL, settings, metrics);
    }

    static HeardWord word(String text, boolean outsideMenu) {
        return new HeardWord(text, 0.9, 0, 100, outsideMenu);
    }
}
