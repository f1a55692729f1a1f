package dev.sotto.analytics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Turns turns = new Turns(2, now::get);

    @Test
    void whoHadHisTurnsWaitsUntilTheFirstOfThemIsAMinuteOldAndNobodyElseDoes() {
        assertThat(turns.take("Olga")).isZero();
        pass(Duration.ofSeconds(20));
        assertThat(turns.take("Olga")).isZero();
        pass(Duration.ofSeconds(10));

        assertThat(turns.take("Olga")).isEqualTo(30);
        assertThat(turns.take("Paul")).isZero();

        pass(Duration.ofSeconds(30));
        assertThat(turns.take("Olga")).isZero();
        assertThat(turns.take("Olga")).isEqualTo(20);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
