package dev.sotto.orders.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    /** Nanosecond clocks may start anywhere, also just before they turn over. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());

    private final Pace pace = new Pace("costly", 10, now::get);

    private int granted(String client, int asked) {
        int granted = 0;
        for (int i = 0; i < asked; i++) {
            granted += pace.take(client).granted() ? 1 : 0;
        }
        return granted;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aMinutesShareMayComeAtOnceAndThenOneWheneverItIsDue() {
        assertThat(granted("ada", 15)).isEqualTo(10);
        assertThat(pace.take("ada")).isEqualTo(new Pace.Turn(false, 0, 6));

        pass(Duration.ofSeconds(6));
        assertThat(granted("ada", 3)).isEqualTo(1);
        pass(Duration.ofSeconds(60));
        assertThat(granted("ada", 15)).isEqualTo(10);
    }

    @Test
    void whoIsRefusedDoesNotWaitLongerForHavingAsked() {
        granted("ada", 10);
        granted("ada", 1000);
        pass(Duration.ofSeconds(6));
        assertThat(pace.take("ada").granted()).isTrue();
    }

    @Test
    void oneClientCostsAnotherNothing() {
        granted("ada", 20);
        assertThat(pace.take("bob")).isEqualTo(new Pace.Turn(true, 9, 6));
        assertThat(pace.policy()).isEqualTo("\"costly\";q=10;w=60");
    }

    @Test
    void twoHundredThousandInventedClientsTakeNoMoreRoomThanWasSetAside() {
        for (int i = 0; i < 200_000; i++) {
            pace.take("client " + i);
        }
        assertThat(pace.clients()).isLessThanOrEqualTo(50_000);
    }

    @Test
    void manyAtOnceAreCountedOneByOne() {
        AtomicInteger granted = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                threads.execute(() -> granted.addAndGet(pace.take("ada").granted() ? 1 : 0));
            }
        }
        assertThat(granted.get()).isEqualTo(10);
    }
}
