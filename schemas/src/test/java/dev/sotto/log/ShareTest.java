package dev.sotto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.embedded.EmbeddedKafka;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShareTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> KEYS =
            IntStream.range(0, 60).mapToObj(i -> "restaurant-" + i).toList();
    private static EmbeddedKafka kafka;
    private final String group = "share-" + UUID.randomUUID();
    private final EventLog one = open();
    private final EventLog other = open();

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.temporary();
        try (EventLog log = open()) {
            log.createTopics(new TopicPlan(8, (short) 1)).block(SOON);
        }
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @AfterEach
    void closeLogs() {
        one.close();
        other.close();
    }

    @Test
    void everyKeyHasOneOwnerAndALeaverHandsHisOver() {
        Share first = one.share(group, Topics.RESTAURANTS_CONFIG, () -> {});
        await().atMost(SOON).until(() -> KEYS.stream().allMatch(first::owns));

        Share second = other.share(group, Topics.RESTAURANTS_CONFIG, () -> {});
        await().atMost(SOON).until(() -> KEYS.stream().anyMatch(second::owns) && everyKeyHasOneOwner(first, second));

        first.close();
        assertThat(KEYS).noneMatch(first::owns);
        await().atMost(Membership.DEATH_NOTICED.minusSeconds(1))
                .until(() -> KEYS.stream().allMatch(second::owns));
    }

    private static boolean everyKeyHasOneOwner(Share first, Share second) {
        return KEYS.stream().allMatch(key -> first.owns(key) != second.owns(key));
    }

    @Test
    void keysAreOwnedAsTheLogSpreadsThem() {
        Position position = one.append(
                        Topics.CALLS_EVENTS,
                        "some-call",
                        new CallRecord(Envelope.unique(Topics.CALLS_EVENTS, "r"), "some-call", new CallHeld()),
                        Trace.start())
                .block(SOON);
        AtomicInteger changes = new AtomicInteger();
        Share first = one.share(group, Topics.CALLS_EVENTS, changes::incrementAndGet);
        Share second = other.share(group, Topics.CALLS_EVENTS, () -> {});
        await().atMost(SOON).until(() -> first.owns("some-call") != second.owns("some-call"));

        assertThat(position).isNotNull();
        assertThat(first.partitions().contains(position.partition())).isEqualTo(first.owns("some-call"));
        await().atMost(SOON).until(() -> changes.get() > 0);
    }

    private static EventLog open() {
        return EventLog.open(LogSettings.at(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
    }
}
