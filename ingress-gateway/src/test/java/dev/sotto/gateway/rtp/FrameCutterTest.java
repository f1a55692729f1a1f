package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever phones pack, frames of 20 ms on one time line come out. */
class FrameCutterTest {

    private final List<VoiceFrame> frames = new ArrayList<>();
    private final FrameCutter cutter = new FrameCutter(frames::add);
    private int timestamp = 0xFFFF_FF00;

    private void hear(int samples, int lostPackets) {
        cutter.packet(timestamp, ByteBuffer.allocate(2 * samples), lostPackets);
        timestamp += samples;
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
    void aLossTakesTheTimeTheTimestampSays() {
        hear(160, 0);
        timestamp += 3 * 160;
        hear(160, 3);
        assertThat(sequences()).containsExactly(0L, 4L);
        assertThat(frames.getLast().lostBefore()).isEqualTo(3);
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
        timestamp += 50 * Codec.SAMPLE_RATE_HZ;
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
