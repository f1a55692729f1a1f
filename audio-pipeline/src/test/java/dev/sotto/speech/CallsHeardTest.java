package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.dialogue.DialogueState;
import dev.sotto.schemas.dialogue.Turn;
import dev.sotto.schemas.reply.PausePlayback;
import dev.sotto.schemas.reply.ReplyCommand;
import dev.sotto.schemas.reply.ResumePlayback;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
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
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class CallsHeardTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScriptedEngine engine = new ScriptedEngine();
    private final Set<Long> acknowledged = new TreeSet<>();
    private final List<SpeechRecord> published = new ArrayList<>();
    private final List<ReplyCommand> commands = new ArrayList<>();
    private final Map<String, DialogueState> dialogues = new HashMap<>();
    private CallsHeard calls = newProcess();

    @Test
    void framesOfAnUnfinishedTurnAreNotAcknowledged() {
        send(0, 380, false);
        send(380, 440, true);

        assertThat(acknowledged).contains(0L, 100L).doesNotContain(350L, 379L, 380L);

        send(440, 800, false);
        assertThat(acknowledged).contains(440L, 500L);
        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void afterACrashTheSameFramesGiveTheSameUtterance() {
        send(0, 380, false);
        send(380, 420, true);
        long resumeAt = acknowledged.stream().mapToLong(Long::longValue).max().orElse(-1) + 1;
        String before = published.getFirst().utteranceId();

        calls = newProcess();
        published.clear();
        send(resumeAt, 380, false);
        send(380, 440, true);
        send(440, 520, false);

        assertThat(published).extracting(SpeechRecord::utteranceId).containsOnly(before);
        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void framesThatComeTwiceAreCountedAndChangeNothing() {
        send(0, 100, false);
        send(100, 150, true);
        send(100, 150, true);
        send(150, 220, false);

        assertThat(published.stream().filter(said -> said.event() instanceof FinalTranscript))
                .hasSize(1);
        assertThat(registry.counter("sotto.speech.dropped", "reason", "duplicate")
                        .count())
                .isEqualTo(50);
    }

    @Test
    void framesThatNeverCameAreCounted() {
        send(0, 100, false);
        send(110, 150, false);

        assertThat(registry.counter("sotto.speech.lost").count()).isEqualTo(10);
    }

    @Test
    void wordsNoOrderHasAreNoOrder() {
        engine.says = new Heard(List.of(word("president", true), word("a", false)), 0.9);
        speak();

        assertThat(last())
                .isInstanceOfSatisfying(
                        UnclearSpeech.class,
                        unclear -> assertThat(unclear.reason()).isEqualTo(UnclearReason.NOT_ABOUT_THE_MENU));
    }

    @Test
    void aDoubtfulHearingIsAskedAgain() {
        engine.says = new Heard(List.of(word("yes", false)), 0.1);
        speak();

        assertThat(last())
                .isInstanceOfSatisfying(
                        UnclearSpeech.class,
                        unclear -> assertThat(unclear.reason()).isEqualTo(UnclearReason.LOW_CONFIDENCE));
    }

    @Test
    void anEngineThatFailsIsSaidSo() {
        engine.fails = true;
        speak();

        assertThat(last())
                .isInstanceOfSatisfying(
                        UnclearSpeech.class,
                        unclear -> assertThat(unclear.reason()).isEqualTo(UnclearReason.ENGINE_FAILED));
    }

    @Test
    void hangingUpMidWordEndsTheUtteranceAndReleasesEverything() {
        send(0, 100, false);
        send(100, 140, true);
        hear(Frames.tone("call", 140, true, true));

        assertThat(last()).isInstanceOf(FinalTranscript.class);
        assertThat(acknowledged).hasSize(141);
        assertThat(calls.streams()).isZero();
    }

    @Test
    void theEndOfSpeechIsWhereTheVoiceStopped() {
        speak();

        assertThat(last())
                .isInstanceOfSatisfying(
                        FinalTranscript.class,
                        heard -> assertThat(heard.speechEndedAtMicros()).isEqualTo(1_000_000L + 149 * 20_000L));
    }

    @Test
    void ourVoiceFallsSilentForWhoeverSpeaksOverItAndHisWordsAreHeard() {
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);

        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class);
        send(106, 150, true);
        send(150, 220, false);
        assertThat(last()).isInstanceOf(FinalTranscript.class);
        assertThat(commands).hasSize(1);
    }

    @Test
    void anUhHuhLetsUsGoOnAndIsNoTurn() {
        engine.says = new Heard(List.of(word("uh", false), word("huh", false)), 0.9);
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);
        send(106, 115, true);
        send(115, 140, false);

        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class, ResumePlayback.class);
        assertThat(published).noneMatch(said -> said.event() instanceof FinalTranscript);
    }

    @Test
    void whoSpeaksOverUsForLongIsAskedAgainWhenHeWasNotUnderstood() {
        engine.says = new Heard(List.of(word("president", true)), 0.9);
        talking(null);
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 106, true);
        send(106, 190, true);
        send(190, 260, false);

        assertThat(last()).isInstanceOf(UnclearSpeech.class);
        assertThat(commands).hasExactlyElementsOfTypes(PausePlayback.class);
    }

    @Test
    void anUhHuhAfterAQuestionIsATurn() {
        engine.says = new Heard(List.of(word("uh", false), word("huh", false)), 0.9);
        speak();

        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void soundThatWasReadAgainLongAfterwardsSilencesNobody() {
        talking(null);
        sendWhilePlaying(0, 20, false);
        sendWhilePlaying(20, 60, true);

        assertThat(published).isNotEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void ourLastWordIsNotCutShort() {
        talking("order placed");
        sendWhilePlaying(0, 100, false);
        sendWhilePlaying(100, 120, true);

        assertThat(commands).isEmpty();
    }

    private void talking(@Nullable String hangUp) {
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
                                new Turn("", 0, List.of("Welcome."), hangUp, null, null, null)));
    }

    private void sendWhilePlaying(long from, long to, boolean voice) {
        for (long sequence = from; sequence < to; sequence++) {
            hear(Frames.tone("call", sequence, voice, false, true));
        }
    }

    private void speak() {
        send(0, 100, false);
        send(100, 150, true);
        send(150, 220, false);
    }

    private void send(long from, long to, boolean voice) {
        for (long sequence = from; sequence < to; sequence++) {
            hear(Frames.tone("call", sequence, voice, false));
        }
    }

    private void hear(AudioFrames frames) {
        var step = calls.hear(new Delivery<>(
                frames.callId(),
                frames,
                new Position(Topics.AUDIO_FRAMES.name(), 0, frames.firstSequence()),
                Instant.EPOCH,
                Trace.start(),
                () -> acknowledged.add(frames.firstSequence())));
        step.outcomes().forEach(outcome -> outcome.told().get().forEach(this::keep));
        step.release().run();
    }

    private void keep(Told told) {
        switch (told) {
            case Told.Said(SpeechRecord record) -> published.add(record);
            case Told.Commanded(OurVoice.Command command) ->
                commands.add(command.reply().command());
        }
    }

    private Object last() {
        return published.getLast().event();
    }

    private CallsHeard newProcess() {
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

    private static HeardWord word(String text, boolean outsideMenu) {
        return new HeardWord(text, 0.9, 0, 100, outsideMenu);
    }
}
