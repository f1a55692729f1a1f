package dev.sotto.log;

import static org.awaitility.Awaitility.await;

import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

class RebalanceTest {

    /** Far below the minute for which a rebalance could be held back. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Broker broker = Broker.embedded();
    private final EventLog one = broker.open();
    private final EventLog other = broker.open();

    @AfterEach
    void close() throws Exception {
        one.close();
        other.close();
        broker.running().close();
    }

    @Test
    void aWorkerThatJoinsIsGivenItsShareWhileAnotherHasNotFinishedWhatItWasGiven() {
        String group = "test-" + UUID.randomUUID();
        one.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        List<String> keys =
                IntStream.range(0, 20).mapToObj(i -> group + "-" + i).toList();
        Flux.fromIterable(keys)
                .flatMap(key -> one.append(Topics.CALLS_EVENTS, key, held(key), Trace.start()))
                .blockLast(SOON);
        List<Delivery<CallRecord>> first = new CopyOnWriteArrayList<>();
        Disposable unfinished =
                one.read(Subscription.of(group, Topics.CALLS_EVENTS)).subscribe(first::add);
        await().atMost(SOON).until(() -> inHand(first).containsAll(keys));

        List<Delivery<CallRecord>> second = new CopyOnWriteArrayList<>();
        Disposable joining =
                other.read(Subscription.of(group, Topics.CALLS_EVENTS)).subscribe(second::add);
        await().atMost(SOON)
                .until(() -> keys.stream().anyMatch(inHand(second)::contains)
                        && keys.stream()
                                .allMatch(key -> inHand(first).contains(key)
                                        != inHand(second).contains(key)));
        joining.dispose();
        unfinished.dispose();
    }

    /** Whose records these are, those left out that were taken away. */
    private static Set<String> inHand(List<Delivery<CallRecord>> deliveries) {
        return deliveries.stream()
                .filter(delivery -> !delivery.isVoid())
                .map(Delivery::key)
                .collect(Collectors.toSet());
    }

    private static CallRecord held(String key) {
        return new CallRecord(Envelope.unique(Topics.CALLS_EVENTS, "r1"), key, new CallHeld());
    }
}
