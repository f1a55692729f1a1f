package dev.sotto.speech.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.speech.turn.TurnEvent.Began;
import dev.sotto.speech.turn.TurnEvent.Ended;
import dev.sotto.speech.turn.TurnEvent.Paused;
import dev.sotto.speech.turn.TurnEvent.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final double VOICE = -22;
    private static final double QUIET = -60;

    private final Turns turns = new Turns(TurnSettings.DEFAULT);
    private final List<TurnEvent> events = new ArrayList<>();
    private long next;

    @Test
    void aSentenceBeginsBeforeItsFirstLoudFrameAndEndsAfterItsLast() {
        hear(50, QUIET);
        hear(60, VOICE);
        hear(60, QUIET);

        assertThat(events).hasSize(3);
        assertThat(((Began) events.get(0)).firstSequence()).isBetween(34L, 49L);
        assertThat(((Paused) events.get(1)).lastSequence()).isBetween(110L, 122L);
        Ended ended = (Ended) events.get(2);
        assertThat(ended.lastLoud()).isEqualTo(109);
        assertThat(ended.firstSequence()).isEqualTo(((Began) events.getFirst()).firstSequence());
    }

    @Test
    void aPauseBetweenWordsDoesNotEndTheTurn() {
        hear(50, QUIET);
        hear(40, VOICE);
        hear(25, QUIET);
        hear(40, VOICE);
        hear(60, QUIET);

        assertThat(events.stream().filter(Began.class::isInstance)).hasSize(1);
        assertThat(events.stream().filter(Ended.class::isInstance)).hasSize(1);
    }

    @Test
    void aLineThatStuttersForASecondIsNotACallerWhoHasFinished() {
        hear(50, QUIET);
        hear(40, VOICE);
        for (int i = 0; i < 50; i++) {
            events.addAll(turns.hear(new Frame(next++, QUIET, false, false, true)));
        }
        hear(40, VOICE);

        assertThat(events).noneMatch(Ended.class::isInstance);
        for (int i = 0; i < 100; i++) {
            events.addAll(turns.hear(new Frame(next++, QUIET, false, false, true)));
        }
        assertThat(events.stream().filter(Ended.class::isInstance)).hasSize(1);
    }

    @Test
    void aClickIsNoTurn() {
        hear(50, QUIET);
        hear(2, VOICE);
        hear(100, QUIET);

        assertThat(events).isEmpty();
    }

    @Test
    void ourOwnEchoIsNoTurnButAnInterruptionIs() {
        hear(50, QUIET, true);
        hear(100, -45, true);
        assertThat(events).isEmpty();

        hear(15, VOICE, true);
        assertThat(events).hasOnlyElementsOfType(Began.class).hasSize(1);
    }

    @Test
    void aCoughWhileWeSpeakIsNoTurn() {
        hear(50, QUIET, true);
        for (int i = 0; i < 15; i++) {
            events.addAll(turns.hear(new Frame(next++, VOICE, false, true, false)));
        }
        hear(50, QUIET, true);
        assertThat(events).isEmpty();
    }

    @Test
    void whatWasTakenForAnInterruptionMustBeLouderTheNextTime() {
        hear(50, QUIET, true);
        hear(15, true, -34);
        assertThat(events).hasOnlyElementsOfType(Began.class);
        turns.dismiss();
        events.clear();

        hear(15, true, -33);
        assertThat(events).isEmpty();
        hear(15, VOICE, true);
        assertThat(events).hasOnlyElementsOfType(Began.class);
    }

    @Test
    void thePauseThatEndsATurnDependsOnWhatWasSaid() {
        hear(50, QUIET);
        hear(40, VOICE);
        hear(10, QUIET);
        assertThat(events.getLast()).isInstanceOf(Paused.class);
        turns.await(Patience.ANSWERED);
        hear(10, QUIET);
        assertThat(events.getLast()).isInstanceOf(Ended.class);

        hear(40, VOICE);
        hear(10, QUIET);
        turns.await(Patience.UNFINISHED);
        hear(40, QUIET);
        assertThat(turns.inTurn()).isTrue();
        hear(10, QUIET);
        assertThat(turns.inTurn()).isFalse();
    }

    @Test
    void steadyNoiseStopsBeingATurnAndSpeechAboveItIsHeard() {
        hear(300, -38);
        hear(400, -38);
        events.clear();

        hear(50, VOICE);
        hear(60, -38);

        assertThat(events.getFirst()).isInstanceOf(Began.class);
        assertThat(events.getLast()).isInstanceOf(Ended.class);
    }

    @Test
    void whoHasNotBeenAnsweredIsNotAskedWhetherHeIsStillThereSoSoon() {
        hear(50, QUIET);
        hear(40, VOICE);
        hear(700, QUIET);
        assertThat(events).noneMatch(Silent.class::isInstance);
        hear(200, QUIET);
        assertThat(events).filteredOn(Silent.class::isInstance).hasSize(1);

        events.addAll(turns.hear(new Frame(next++, QUIET, false, true, false)));
        hear(400, QUIET);
        assertThat(events).as("answered").filteredOn(Silent.class::isInstance).hasSize(2);
    }

    @Test
    void silenceIsReportedEveryEightSecondsUnlessWeSpeak() {
        hear(900, QUIET);
        assertThat(events).containsExactly(new Silent(8000, 399), new Silent(16_000, 799));

        events.clear();
        hear(900, QUIET, true);
        assertThat(events).isEmpty();
        hear(400, QUIET);
        assertThat(events).hasSize(1);
    }

    @Test
    void aTurnIsCutAtItsLongest() {
        hear(50, QUIET);
        for (int i = 0; i < 60; i++) {
            hear(15, VOICE);
            hear(5, QUIET);
        }
        Ended ended = (Ended)
                events.stream().filter(Ended.class::isInstance).findFirst().orElseThrow();
        assertThat((ended.lastSequence() - ended.firstSequence()) * Frame.MILLIS)
                .isBetween(19_000L, 20_000L);
    }

    @Test
    void hangingUpMidWordEndsTheUtterance() {
        hear(50, QUIET);
        hear(20, VOICE);

        assertThat(turns.end()).hasOnlyElementsOfType(Ended.class).hasSize(1);
        assertThat(turns.end()).isEmpty();
    }

    @Test
    void readingTheLastSecondsAgainFindsTheSameTurn() {
        long seed = 7;
        Random random = new Random(seed);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            boolean voice = (i >= 1000 && i < 1080) || (i >= 300 && i < 420);
            frames.add(new Frame(i, (voice ? VOICE : -52) + random.nextGaussian() * 3, voice, i < 200, false));
        }
        List<TurnEvent> whole = heardBy(new Turns(TurnSettings.DEFAULT), frames);
        Ended last = (Ended) whole.stream()
                .filter(Ended.class::isInstance)
                .reduce((_, later) -> later)
                .orElseThrow();

        int from = (int) (last.firstSequence() - Turns.MEMORY_FRAMES);
        List<TurnEvent> again = heardBy(new Turns(TurnSettings.DEFAULT), frames.subList(from, frames.size()));

        assertThat(again).as("seed %d", seed).contains(last);
    }

    private static List<TurnEvent> heardBy(Turns turns, List<Frame> frames) {
        return frames.stream().flatMap(frame -> turns.hear(frame).stream()).toList();
    }

    private void hear(int frames, double levelDb) {
        hear(frames, levelDb, false);
    }

    private void hear(int frames, boolean playing, double voiceDb) {
        for (int i = 0; i < frames; i++) {
            events.addAll(turns.hear(new Frame(next++, voiceDb, true, playing, false)));
        }
    }

    private void hear(int frames, double levelDb, boolean playing) {
        for (int i = 0; i < frames; i++) {
            events.addAll(turns.hear(new Frame(next++, levelDb, levelDb == VOICE, playing, false)));
        }
    }
}
