package dev.sotto.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class BatchesTest {

    private static final Receipt TAKEN_AWAY = new Receipt() {
        @Override
        public void acknowledge() {}

        @Override
        public boolean isVoid() {
            return true;
        }
    };

    @Test
    void whatWasTakenAwayWhileItWaitedIsLeftToTheDeliveryThatFollows() {
        assertThat(batched(Stream.concat(records(0, 3, TAKEN_AWAY), records(1, 5, () -> {}))))
                .containsExactly(List.of(1L, 2L, 3L, 4L));
    }

    @Test
    void aBatchOfWhichNothingIsLeftIsNone() {
        assertThat(batched(records(0, 3, TAKEN_AWAY))).isEmpty();
    }

    private static List<List<Long>> batched(Stream<Delivery<String>> deliveries) {
        return Flux.fromStream(deliveries)
                .transform(InOrder.batches(1, 100, Duration.ofMinutes(1)))
                .map(batch -> batch.stream()
                        .map(delivery -> delivery.position().offset())
                        .toList())
                .collectList()
                .blockOptional(Duration.ofSeconds(60))
                .orElseThrow();
    }

    private static Stream<Delivery<String>> records(long from, long to, Receipt receipt) {
        return LongStream.range(from, to)
                .mapToObj(offset -> new Delivery<>(
                        "key", "value", new Position("topic", 0, offset), Instant.EPOCH, Trace.start(), receipt));
    }
}
