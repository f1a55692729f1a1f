package dev.sotto.gateway.earpiece.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.earpiece.protocol.Heartbeat.Due;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often a silent device is asked. */
class HeartbeatTest {

    private long now;
    private final Heartbeat heartbeat = new Heartbeat(Heartbeat.USUAL, 0);

    private Due after(Duration time) {
        now += time.toNanos();
        return heartbeat.beat(now);
    }

    private void answerAfter(Duration time) {
        now += time.toNanos();
        heartbeat.heard(now);
    }

    @Test
    void aDeviceThatSpeaksIsNotAsked() {
        for (int i = 0; i < 100; i++) {
            answerAfter(Duration.ofSeconds(10));
            assertThat(heartbeat.beat(now)).isEqualTo(Due.NOTHING);
        }
    }

    @Test
    void aLineThatHoldsIsAskedLessAndLessButWithinAMinute() {
        Duration before = Duration.ZERO;
        for (int i = 0; i < 10; i++) {
            Duration waited = Duration.ZERO;
            while (after(Duration.ofSeconds(1)) == Due.NOTHING) {
                waited = waited.plusSeconds(1);
            }
            assertThat(waited).isGreaterThanOrEqualTo(before).isLessThan(Duration.ofMinutes(1));
            before = waited;
            answerAfter(Duration.ofMillis(80));
        }
        assertThat(before).isGreaterThan(Duration.ofSeconds(45));
    }

    @Test
    void whoDoesNotAnswerIsGivenUpSoonerOnAQuickLine() {
        assertThat(after(Heartbeat.USUAL)).isEqualTo(Due.ASK);
        answerAfter(Duration.ofMillis(50));
        assertThat(after(Heartbeat.LONGEST)).isEqualTo(Due.ASK);
        assertThat(after(Duration.ofMillis(2_900))).isEqualTo(Due.NOTHING);
        assertThat(after(Duration.ofMillis(200))).isEqualTo(Due.GIVE_UP);
    }

    @Test
    void aLineThatBrokeIsAskedMoreOftenNextTime() {
        assertThat(heartbeat.afterACut()).isLessThan(Heartbeat.USUAL).isGreaterThanOrEqualTo(Heartbeat.SHORTEST);
    }

    @Test
    void theDeviceIsToldATimeInWhichItIsHeardFromForCertain() {
        assertThat(heartbeat.within()).isGreaterThan(Heartbeat.USUAL);
    }
}
