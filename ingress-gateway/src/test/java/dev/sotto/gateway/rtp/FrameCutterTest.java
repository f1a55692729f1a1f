package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever phones pack, frames of 20 ms on one time line come out. */
class FrameCutterTest {

    private final List<VoiceFrame> frames = new ArrayList<>();
    private final FrameCutter cutter = new FrameCutter(8000, frames::add);
    private int timestamp = 0xFFFF_FF00;
    private long now;

    private void hear(int samples, int lostPackets) {
        cutter.packet(timestamp, new short[samples], samples, lostPackets, now);
        timestamp += samples;
    }

    private void pass(int millis) {
        for (int i = 0; i < millis / 20; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(20);
            cutter.elapse(now);
        }
    }

    private List<Boolean> concealed() {
        return frames.stream().map(VoiceFrame::concealed).toList();
    }

    private List<Long> sequences() {
        return frames.stream().map(VoiceFrame::sequence).toList();
    }

    @Test
    void packetsOfThirtyMillisecondsBecomeFramesOfTwenty() {
        hear(240, 0);
        hear(240, 0);
        assertThat(sequences()).containsExactly(0L, 1L, 2L);
        assertThat(frames).allMatch(frame -> frame.pcm().remaining() == 320 && frame.lostBefore() == 0);
    }

    @Test
    void whenWeWereAwayTheCallerWasNotSilent() {
        hear(160, 0);
        pass(40);
        now += TimeUnit.MILLISECONDS.toNanos(800);
        cutter.elapse(now);
        for (int i = 0; i < 42; i++) {
            hear(160, 0);
        }

        assertThat(concealed()).hasSize(43).doesNotContain(true);
    }

    @Test
    void aShortLossIsConcealedAndSaidToBe() {
        hear(160, 0);
        timestamp += 2 * 160;
        hear(160, 2);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(concealed()).containsExactly(false, true, true, false);
        assertThat(frames).allMatch(frame -> frame.lostBefore() == 0);
    }

    @Test
    void aLongLossIsConcealedAtItsBeginningAndTakesTheTimeTheTimestampSays() {
        hear(160, 0);
        timestamp += 10 * 160;
        hear(160, 10);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L, 11L);
        assertThat(frames.getLast().lostBefore()).isEqualTo(7);
        assertThat(concealed()).containsExactly(false, true, true, true, false);
    }

    @Test
    void aLossBetweenOddPacketsLosesNoTime() {
        hear(240, 0);
        timestamp += 240;
        hear(240, 1);
        hear(240, 0);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aPhoneThatSaysItWillBeSilentIsHeardAsSilentWhileItLasts() {
        hear(160, 0);
        cutter.silence(timestamp, 60, now);
        pass(1000);
        assertThat(frames).hasSizeBetween(48, 51);
        assertThat(concealed()).containsOnly(false);
        short loudest = 0;
        for (int i = 0; i < 320; i += 2) {
            loudest = (short) Math.max(loudest, frames.getLast().pcm().getShort(i));
        }
        assertThat(loudest).as("the room behind him").isBetween((short) 20, (short) 60);
    }

    @Test
    void aPhoneThatJustStopsIsHeardAsSilentToo() {
        hear(160, 0);
        pass(1000);
        assertThat(frames).hasSizeBetween(38, 41);
        timestamp += 50 * 160;
        hear(160, 0);
        assertThat(frames).hasSizeBetween(51, 53);
        assertThat(sequences()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aPauseInSendingIsSilenceAndNotLoss() {
        hear(160, 0);
        timestamp += 5 * 160;
        hear(160, 0);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(frames).allMatch(frame -> frame.lostBefore() == 0);
    }

    @Test
    void anHourOfPauseDoesNotBecomeAnHourOfFrames() {
        hear(160, 0);
        timestamp += 50 * 8000;
        hear(160, 0);
        assertThat(frames).hasSize(102);
    }

    @Test
    void anotherSourceGoesOnWithTheNextFrame() {
        hear(160, 0);
        cutter.sourceChanged();
        timestamp += 1_000_000;
        hear(160, 0);
        assertThat(sequences()).containsExactly(0L, 1L);
    }
}
