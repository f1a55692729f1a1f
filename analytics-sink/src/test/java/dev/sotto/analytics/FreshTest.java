package dev.sotto.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.analytics.SinkStage.Entry;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.log.Delivery;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FreshTest {

    private static final Offsets HELD = Offsets.NONE.after(0, 4);

    @Test
    void whatTheTableHoldsIsLeftOut() {
        Fresh<String> fresh = Fresh.of(batch(List.of(records(0, 3, 7), records(1, 0, 2))), HELD);

        assertThat(positions(fresh)).containsExactly("0@5", "0@6", "1@0", "1@1");
        assertThat(fresh.moved()).isEqualTo(Offsets.NONE.after(0, 6).after(1, 1));
    }

    @Test
    void whatIsDeliveredAgainBehindItselfIsTakenOnce() {
        Fresh<String> fresh = Fresh.of(batch(List.of(records(0, 5, 8), records(1, 0, 1), records(0, 4, 10))), HELD);

        assertThat(positions(fresh)).containsExactly("0@5", "0@6", "0@7", "1@0", "0@8", "0@9");
        assertThat(fresh.moved()).isEqualTo(Offsets.NONE.after(0, 9).after(1, 0));
    }

    @Test
    void nothingMovesWhereAllIsHeld() {
        Fresh<String> fresh = Fresh.of(batch(List.of(records(0, 0, 5))), HELD);

        assertThat(fresh.entries()).isEmpty();
        assertThat(fresh.moved()).isEqualTo(Offsets.NONE);
    }

    private static List<Entry<String>> batch(List<Stream<Entry<String>>> parts) {
        return parts.stream().flatMap(part -> part).toList();
    }

    private static Stream<Entry<String>> records(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> new Delivery<>(
                        "key",
                        "value",
                        new Position("topic", partition, offset),
                        Records.NOON,
                        Trace.start(),
                        () -> {}))
                .map(delivery -> new Entry<>(delivery, List.of(), Records.NOON));
    }

    private static List<String> positions(Fresh<?> fresh) {
        return fresh.entries().stream()
                .map(entry -> entry.delivery().position())
                .map(at -> at.partition() + "@" + at.offset())
                .toList();
    }
}
