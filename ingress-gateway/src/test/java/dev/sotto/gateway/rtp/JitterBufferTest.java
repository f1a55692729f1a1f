package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order restored, holes counted, nothing twice. */
class JitterBufferTest {

    private final List<Integer> released = new ArrayList<>();
    private final List<Integer> losses = new ArrayList<>();
    private final RtpStatistics statistics = new RtpStatistics();
    private int sources;
    private long now;
    private final JitterBuffer buffer = new JitterBuffer(statistics, new JitterBuffer.Output() {
        @Override
        public void packet(RtpPacket packet, int lostBefore) {
            released.add(packet.sequence());
            losses.add(lostBefore);
        }

        @Override
        public void sourceChanged() {
            sources++;
        }
    });

    private void arrive(int... sequences) {
        for (int sequence : sequences) {
            arriveFrom(1, sequence);
        }
    }

    private void arriveFrom(int ssrc, int sequence) {
        buffer.offer(new RtpPacket(0, false, sequence & 0xFFFF, 0, ssrc, new byte[0], 0, 0), now);
    }

    private void pass(int millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        buffer.release(now);
    }

    @Test
    void whatIsInOrderPassesAtOnce() {
        arrive(10, 11, 12);
        assertThat(released).containsExactly(10, 11, 12);
    }

    @Test
    void whatOvertakesWaitsForWhatItOvertook() {
        arrive(10, 12, 13);
        assertThat(released).containsExactly(10);
        arrive(11);
        assertThat(released).containsExactly(10, 11, 12, 13);
        assertThat(losses).containsOnly(0);
    }

    @Test
    void aHoleIsGivenUpAfterTheHoldTimeAndCounted() {
        arrive(10, 13);
        pass(59);
        assertThat(released).containsExactly(10);
        pass(1);
        assertThat(released).containsExactly(10, 13);
        assertThat(losses).containsExactly(0, 2);
        assertThat(statistics.lost()).isEqualTo(2);
    }

    @Test
    void theMoreTheLineJittersTheLongerAHoleIsLeftOpen() {
        for (int i = 0; i < 200; i++) {
            RtpPacket packet = new RtpPacket(0, false, i, 160 * i, 1, new byte[0], 0, 0);
            now += TimeUnit.MILLISECONDS.toNanos(i % 2 == 0 ? 0 : 40);
            statistics.countReceived(packet, now, true);
        }
        assertThat(statistics.jitterMillis()).isBetween(18.0, 22.0);
        assertThat(buffer.holdMillis()).isBetween(74, 86);
        arrive(10, 12);
        pass(70);
        assertThat(released).containsExactly(10);
        arrive(11);
        assertThat(released).containsExactly(10, 11, 12);
    }

    @Test
    void noLineMakesUsWaitForEver() {
        for (int i = 0; i < 500; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(i % 2 == 0 ? 0 : 1000);
            statistics.countReceived(new RtpPacket(0, false, i, 160 * i, 1, new byte[0], 0, 0), now, true);
        }
        assertThat(buffer.holdMillis()).isEqualTo(JitterBuffer.LONGEST_HOLD_MILLIS);
    }

    @Test
    void whatComesTwicePassesOnce() {
        arrive(10, 10, 12, 12, 11, 11, 12);
        assertThat(released).containsExactly(10, 11, 12);
        assertThat(statistics.duplicated()).isEqualTo(4);
    }

    @Test
    void whatComesAfterItsHoleWasGivenUpIsLate() {
        arrive(10, 12);
        pass(60);
        arrive(11);
        assertThat(released).containsExactly(10, 12);
        assertThat(statistics.tooLate()).isEqualTo(1);
        assertThat(statistics.duplicated()).isZero();
    }

    @Test
    void theSequenceWrapsWithoutAHole() {
        arrive(65_534, 65_535, 0, 1);
        assertThat(released).containsExactly(65_534, 65_535, 0, 1);
        assertThat(losses).containsOnly(0);
    }

    @Test
    void anotherSourceStartsAnew() {
        arriveFrom(1, 10);
        arriveFrom(1, 12);
        arriveFrom(2, 500);
        assertThat(released).containsExactly(10, 12, 500);
        assertThat(losses).containsExactly(0, 1, 0);
        assertThat(sources).isEqualTo(2);
    }

    @Test
    void oneStrayPacketDoesNotRestartTheStreamAndTwoInARowDo() {
        arrive(10, 40_000, 11);
        assertThat(released).containsExactly(10, 11);
        arrive(50_000, 50_001, 50_002);
        assertThat(released).containsExactly(10, 11, 50_001, 50_002);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 99, 2026})
    void whateverTheLineDoesOrderHoldsAndEveryPacketIsAccountedFor(long seed) {
        Random random = new Random(seed);
        List<Integer> onTheWay = new ArrayList<>();
        int sent = 3000;
        for (int i = 0; i < sent; i++) {
            if (i == 0 || random.nextInt(20) > 0) {
                onTheWay.add(i);
            }
            if (random.nextInt(30) == 0) {
                onTheWay.add(i);
            }
        }
        for (int i = 1; i < onTheWay.size() - 3; i++) {
            if (random.nextInt(10) == 0) {
                Collections.swap(onTheWay, i, i + 1 + random.nextInt(2));
            }
        }
        for (int sequence : onTheWay) {
            arrive(65_000 + sequence);
            pass(20);
        }
        buffer.flush();
        int lost = losses.stream().mapToInt(Integer::intValue).sum();
        int last = (released.getLast() - 65_000) & 0xFFFF;
        assertThat(released.size() + lost).as("seed %d", seed).isEqualTo(last + 1);
        for (int i = 1; i < released.size(); i++) {
            int step = (released.get(i) - released.get(i - 1)) & 0xFFFF;
            assertThat(step).as("seed %d at %d", seed, i).isEqualTo(losses.get(i) + 1);
        }
    }
}
