package dev.sotto.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.UnclearReason;
import dev.sotto.schemas.speech.UnclearSpeech;
import dev.sotto.speech.engine.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsHeardTest extends HeardCalls {
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
    void aTurnIsHeardToItsEndWhenItsFramesComeAgainAfterARebalance() {
        send(0, 100, false);
        send(100, 140, true);
        rebalance();
        send(100, 150, true);
        send(150, 220, false);

        assertThat(published)
                .extracting(SpeechRecord::utteranceId)
                .containsOnly(published.getFirst().utteranceId());
        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void aTurnThatAnotherWorkerEndedIsNotGoneOnWith() {
        send(0, 100, false);
        send(100, 140, true);
        rebalance();
        String theirs = published.getFirst().utteranceId();
        published.clear();
        send(400, 500, false);
        send(500, 550, true);
        send(550, 620, false);

        assertThat(published).extracting(SpeechRecord::utteranceId).doesNotContain(theirs);
        assertThat(last()).isInstanceOf(FinalTranscript.class);
    }

    @Test
    void anEngineGetsTheSoundOfATurnWhileItLasts() {
        send(0, 100, false);
        send(100, 150, true);
        int frame = Frames.tone("call", 0, false, false).audio().remaining() / 2;
        int spoken = engine.samplesHeard;
        assertThat(spoken).isGreaterThanOrEqualTo(50 * frame);

        send(150, 152, false);
        assertThat(engine.samplesHeard).isEqualTo(spoken + 2 * frame);
    }

    @Test
    void ofTheSilenceBehindATurnAnEngineGetsWhatAPauseNeeds() {
        send(0, 100, false);
        send(100, 150, true);
        int frame = Frames.tone("call", 0, false, false).audio().remaining() / 2;
        int spoken = engine.samplesHeard;

        send(150, 220, false);

        assertThat(last()).isInstanceOf(FinalTranscript.class);
        assertThat(engine.samplesHeard).isEqualTo(spoken + 8 * frame);
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
    void anEngineThatIsBehindLeavesOutPartialTextsAndHearsTheTurn() {
        engine.busy = true;
        speak();

        assertThat(last()).isInstanceOf(FinalTranscript.class);
        assertThat(published).noneMatch(said -> said.event() instanceof PartialTranscript);
        assertThat(registry.counter("sotto.speech.dropped", "reason", "partial-busy")
                        .count())
                .isPositive();
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
}
