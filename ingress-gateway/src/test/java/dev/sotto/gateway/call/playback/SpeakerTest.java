package dev.sotto.gateway.call.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Our voice, frame by frame. */
class SpeakerTest {

    private final List<String> told = new ArrayList<>();
    private final List<Boolean> timed = new ArrayList<>();
    private final Speaker speaker = new Speaker(8000, new Speaker.Listener() {
        @Override
        public void started(Speaker.Sentence sentence) {
            told.add("started " + sentence.replyId());
            timed.add(sentence.writtenAtMicros() != null);
        }

        @Override
        public void finished(String replyId, long playedMillis, boolean interrupted) {
            told.add((interrupted ? "cut " : "finished ") + replyId + " " + playedMillis);
        }

        @Override
        public void fellSilent() {
            told.add("silent");
        }

        @Override
        public void dropped(String reason) {
            told.add(reason);
        }
    });

    private void say(String id, int millis) {
        ByteBuffer pcm = ByteBuffer.allocate(16 * millis).order(ByteOrder.LITTLE_ENDIAN);
        while (pcm.hasRemaining()) {
            pcm.putShort((short) 10_000);
        }
        speaker.say(new Speaker.Sentence(id, pcm.flip(), 8000, 0L, null));
    }

    @Test
    void sentencesFollowEachOtherWithoutAPause() {
        say("a", 40);
        say("b", 20);
        for (int i = 0; i < 3; i++) {
            assertThat(speaker.next()).isNotNull();
        }
        assertThat(speaker.next()).isNull();
        assertThat(told).containsExactly("started a", "finished a 40", "started b", "finished b 20", "silent");
    }

    @Test
    void onlyASentenceThatDidNotWaitForAnotherTellsHowQuickWeAre() {
        say("a", 20);
        say("b", 20);
        speaker.next();
        speaker.next();
        assertThat(timed).containsExactly(true, false);
    }

    @Test
    void anInterruptionFadesWithinOneFrameAndForgetsTheRest() {
        say("a", 1000);
        say("b", 1000);
        assertThat(speaker.next()).isNotNull();
        speaker.stop();
        ByteBuffer fading = Objects.requireNonNull(speaker.next());
        assertThat(fading.getShort(0)).isEqualTo((short) 10_000);
        assertThat(fading.getShort(318)).isLessThan((short) 100);
        assertThat(speaker.next()).isNull();
        assertThat(speaker.isPlaying()).isFalse();
        assertThat(told).containsExactly("started a", "cut b 0", "cut a 40", "silent");
    }

    @Test
    void aPauseFadesWithinOneFrameAndAFalseAlarmGoesOnShortlyBeforeIt() {
        say("a", 1000);
        for (int i = 0; i < 30; i++) {
            speaker.next();
        }
        speaker.pause();
        ByteBuffer fading = Objects.requireNonNull(speaker.next());
        assertThat(fading.getShort(318)).isLessThan((short) 100);
        assertThat(speaker.next()).isNull();
        assertThat(speaker.isPlaying()).isTrue();
        assertThat(speaker.isAudible()).isFalse();

        speaker.resume();
        int left = 0;
        while (speaker.next() != null) {
            left++;
        }
        assertThat(left).isEqualTo(50 - 31 + 20);
        assertThat(told).containsExactly("started a", "finished a 1000", "silent");
    }

    @Test
    void anInterruptionAfterAPauseForgetsWhatWasKept() {
        say("a", 1000);
        say("b", 1000);
        speaker.next();
        speaker.pause();
        speaker.next();
        speaker.next();
        speaker.stop();
        say("c", 20);
        assertThat(speaker.next()).isNotNull();
        assertThat(told)
                .containsExactly("started a", "cut b 0", "cut a 40", "silent", "started c", "finished c 20", "silent");
    }

    @Test
    void aPauseNobodyEndsIsOverByItself() {
        say("a", 1000);
        speaker.next();
        speaker.pause();
        speaker.next();
        int silent = 0;
        while (speaker.next() == null) {
            silent++;
        }
        assertThat(silent).isBetween(590, 610);
    }

    @Test
    void anInterruptionOfSilenceCutsNothingThatComesLater() {
        speaker.stop();
        say("a", 40);
        speaker.next();
        speaker.next();
        assertThat(told).containsExactly("started a", "finished a 40", "silent");
    }

    @Test
    void aReplyThatComesTwiceIsPlayedOnce() {
        say("a", 20);
        say("a", 20);
        assertThat(told).containsExactly("repeated");
    }

    @Test
    void aDialogueThatRunsAwayIsBounded() {
        for (int i = 0; i < Speaker.MAX_QUEUED; i++) {
            say("a" + i, 20);
        }
        say("more", 20);
        assertThat(told).containsExactly("queue-full");
    }

    @Test
    void aCallThatEndsTellsWhatWasHeard() {
        say("a", 1000);
        say("b", 1000);
        speaker.next();
        speaker.close();
        assertThat(told).containsExactly("started a", "cut a 20", "cut b 0");
    }

    @Test
    void aLineThatTurnsOutWiderPlaysWhatWaitedForItAtTheRightSpeed() {
        say("a", 100);
        speaker.tune(16_000);
        int frames = 0;
        for (ByteBuffer frame = speaker.next(); frame != null; frame = speaker.next()) {
            assertThat(frame.remaining()).isEqualTo(640);
            frames++;
        }
        assertThat(frames).isEqualTo(5);
        assertThat(told).contains("finished a 100");
    }

    @Test
    void aSentenceOfNothingIsStartedAndFinished() {
        say("a", 0);
        speaker.next();
        assertThat(told).containsExactly("started a", "finished a 0", "silent");
    }

    @Test
    void convertingTheRateKeepsATonesLoudnessAndSilencesWhatTheTelephoneCannotCarry() {
        assertThat(loudness(Resampler.convert(tone(440, 16_000), 16_000, 8000))).isBetween(6800.0, 7300.0);
        assertThat(loudness(Resampler.convert(tone(440, 22_050), 22_050, 8000))).isBetween(6800.0, 7300.0);
        assertThat(loudness(Resampler.convert(tone(6000, 16_000), 16_000, 8000)))
                .isLessThan(100);
        assertThat(Resampler.convert(tone(440, 22_050), 22_050, 8000).remaining())
                .isEqualTo(16_000);
        assertThat(loudness(Resampler.convert(tone(440, 8000), 8000, 16_000))).isBetween(6800.0, 7300.0);
    }

    private static ByteBuffer tone(int hertz, int rate) {
        ByteBuffer pcm = ByteBuffer.allocate(2 * rate).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rate; i++) {
            pcm.putShort((short) (10_000 * Math.sin(2 * Math.PI * hertz * i / rate)));
        }
        return pcm.flip();
    }

    private static double loudness(ByteBuffer pcm) {
        double sum = 0;
        int samples = pcm.remaining() / 2;
        for (int i = 0; i < samples; i++) {
            double sample = pcm.getShort(2 * i);
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples);
    }
}
