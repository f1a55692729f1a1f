package dev.sotto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.schemas.DeadLetter;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.call.CallHeld;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.call.GatewayHeartbeat;
import dev.sotto.schemas.security.Revocation;
import dev.sotto.schemas.security.RevokedKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventLogTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private Broker broker;
    private EventLog log;
    private String group;

    Broker startBroker() {
        return Broker.embedded();
    }

    @BeforeAll
    void prepareBroker() {
        broker = startBroker();
        try (EventLog log = broker.open()) {
            log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
            log.createTopics(new TopicPlan(3, (short) 1)).block(SOON);
        }
    }

    @AfterAll
    void stopBroker() throws Exception {
        broker.running().close();
    }

    @BeforeEach
    void openLog() {
        group = "test-" + UUID.randomUUID();
        log = broker.open();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void recordsOfAKeyAreWorkedOnInOrderWhileOtherKeysGoOn() {
        List<String> keys =
                IntStream.range(0, 20).mapToObj(i -> group + "-" + i).toList();
        appendHeartbeats(keys, 50);
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();

        Disposable worker = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .transform(inOrder()
                        .perKey(delivery -> Mono.delay(
                                        Duration.ofMillis(delivery.key().hashCode() & 1))
                                .doOnNext(any -> note(seen, delivery))
                                .doOnNext(any -> delivery.acknowledge())))
                .subscribe();

        await().atMost(SOON)
                .until(() -> keys.stream()
                        .allMatch(key -> seen.getOrDefault(key, List.of()).size() == 50));
        worker.dispose();
        assertThat(keys)
                .allSatisfy(key -> assertThat(seen.get(key))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 50).boxed().toList()));
    }

    @Test
    void whatWasNotAcknowledgedIsDeliveredAgainAndWhatWasIsNot() {
        appendHeartbeats(List.of(group), 10);
        List<Integer> first = new CopyOnWriteArrayList<>();
        Disposable worker = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .filter(delivery -> mineOrAcknowledged(delivery, group))
                .doOnNext(delivery -> {
                    int number = number(delivery);
                    // A hole at 4: everything after it must come again although it was acknowledged.
                    if (number != 4) {
                        delivery.acknowledge();
                    }
                    first.add(number);
                })
                .subscribe();
        await().atMost(SOON).until(() -> first.size() == 10);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        worker.dispose();

        List<Integer> second = new CopyOnWriteArrayList<>();
        Disposable next = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .filter(delivery -> mine(delivery, group))
                .doOnNext(delivery -> second.add(number(delivery)))
                .subscribe();
        await().atMost(SOON).until(() -> second.contains(9));
        next.dispose();
        assertThat(second).contains(4, 5, 9).doesNotContain(0, 1, 2, 3);
    }

    @Test
    void aPoisonRecordIsBuriedWithItsReasonAndTheNextOneGoesOn() {
        appendHeartbeats(List.of(group), 3);
        List<Integer> done = new CopyOnWriteArrayList<>();
        Disposable worker = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .transform(inOrder()
                        .perKey(delivery -> Mono.<Integer>fromCallable(() -> {
                                    if (mine(delivery, group) && number(delivery) == 1) {
                                        throw new IllegalStateException("poisoned on purpose");
                                    }
                                    if (mine(delivery, group)) {
                                        done.add(number(delivery));
                                    }
                                    return 1;
                                })
                                .doOnNext(any -> delivery.acknowledge())))
                .subscribe();
        await().atMost(SOON).until(() -> done.size() == 2);
        worker.dispose();

        DeadLetter letter = letters(Topics.CALLS_EVENTS.deadLetters(), group);
        assertThat(done).containsExactly(0, 2);
        assertThat(letter.reason()).isEqualTo("poisoned on purpose");
        assertThat(letter.originalTopic()).isEqualTo("calls.events");
        assertThat(letter.stack()).contains("IllegalStateException");
    }

    @Test
    void garbageFromAnotherProducerIsBuriedByTheReaderItself() throws Exception {
        try (KafkaProducer<String, byte[]> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            stranger.send(new ProducerRecord<>("calls.events", group, "{}".getBytes(StandardCharsets.UTF_8)))
                    .get(10, TimeUnit.SECONDS);
        }
        appendHeartbeats(List.of(group), 1);
        List<Integer> done = new CopyOnWriteArrayList<>();
        Disposable worker = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .filter(delivery -> mine(delivery, group))
                .doOnNext(delivery -> done.add(number(delivery)))
                .subscribe();
        await().atMost(SOON).until(() -> done.size() == 1);
        worker.dispose();

        assertThat(letters(Topics.CALLS_EVENTS.deadLetters(), group).reason()).contains("zero byte");
    }

    @Test
    void aTransientFailureIsWaitedOutInsteadOfBuried() {
        appendHeartbeats(List.of(group), 1);
        AtomicBoolean failedOnce = new AtomicBoolean();
        List<Integer> done = new CopyOnWriteArrayList<>();
        Disposable worker = log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                .filter(delivery -> mine(delivery, group))
                .transform(inOrder()
                        .perKey(delivery -> Mono.<Integer>fromCallable(() -> {
                            if (failedOnce.compareAndSet(false, true)) {
                                throw new LogUnavailable("away on purpose");
                            }
                            done.add(number(delivery));
                            return 1;
                        })))
                .subscribe();
        await().atMost(SOON).until(() -> done.size() == 1);
        worker.dispose();
        assertThat(failedOnce).isTrue();
    }

    @Test
    void aTableReadsItsOwnWritesAndAnotherOneCatchesUp() {
        StateTable<Revocation> writer = log.table(Topics.SECURITY_REVOCATIONS);
        writer.put(group, revocation("lost"), Trace.start()).block(SOON);
        assertThat(Objects.requireNonNull(writer.get(group)).reason()).isEqualTo("lost");

        StateTable<Revocation> reader = log.table(Topics.SECURITY_REVOCATIONS);
        reader.caughtUp().block(SOON);
        assertThat(Objects.requireNonNull(reader.get(group)).reason()).isEqualTo("lost");

        writer.remove(group, Trace.start()).block(SOON);
        assertThat(writer.get(group)).isNull();
        await().atMost(SOON).until(() -> reader.get(group) == null);
    }

    @Test
    void aFollowerHearsWhatComesAfterTheEndItWasGivenAndNothingBefore() {
        int partition = Objects.requireNonNull(log.append(Topics.CALLS_EVENTS, group, record(group, 100), Trace.start())
                        .block(SOON))
                .partition();
        long end =
                Objects.requireNonNull(log.end(Topics.CALLS_EVENTS, partition).block(SOON));
        log.append(Topics.CALLS_EVENTS, group, record(group, 200), Trace.start())
                .block(SOON);

        Integer first = log.follow(Topics.CALLS_EVENTS, partition, end)
                .filter(delivery -> mine(delivery, group))
                .map(EventLogTest::number)
                .blockFirst(SOON);

        assertThat(first).isEqualTo(200);
    }

    @Test
    void everyRecordCarriesItsTraceOn() {
        Trace trace = Trace.start();
        log.append(Topics.CALLS_EVENTS, group, record(group, 7), trace).block(SOON);

        Trace read = Objects.requireNonNull(log.read(Subscription.of(group, Topics.CALLS_EVENTS))
                        .filter(delivery -> mine(delivery, group))
                        .blockFirst(SOON))
                .trace();

        assertThat(read).isEqualTo(trace);
        assertThat(read.child().traceparent())
                .startsWith(trace.traceparent().substring(0, 36))
                .isNotEqualTo(trace.traceparent());
    }

    private InOrder<CallRecord> inOrder() {
        return new InOrder<>(log, group, 4, Schedulers.boundedElastic(), failure -> false);
    }

    private DeadLetter letters(dev.sotto.schemas.Topic<DeadLetter> topic, String group) {
        return Objects.requireNonNull(log.read(Subscription.of("letters-" + group, topic))
                .map(Delivery::require)
                .filter(letter -> letter.group().equals(group))
                .blockFirst(SOON));
    }

    private void appendHeartbeats(List<String> keys, int each) {
        Flux.range(0, each)
                .concatMap(number -> Flux.fromIterable(keys)
                        .flatMap(key -> log.append(Topics.CALLS_EVENTS, key, record(key, number), Trace.start()), 64))
                .blockLast(SOON);
    }

    private static CallRecord record(String key, int number) {
        return new CallRecord(
                Envelope.unique(Topics.CALLS_EVENTS, "r1"),
                key,
                number < 0 ? new CallHeld() : new GatewayHeartbeat("n", number, 1));
    }

    private static Revocation revocation(String reason) {
        return new Revocation(Envelope.unique(Topics.SECURITY_REVOCATIONS, "r1"), "d", RevokedKind.DEVICE, reason);
    }

    private static boolean mine(Delivery<CallRecord> delivery, String key) {
        return delivery.key().equals(key);
    }

    private static boolean mineOrAcknowledged(Delivery<CallRecord> delivery, String key) {
        if (!mine(delivery, key)) {
            delivery.acknowledge();
        }
        return mine(delivery, key);
    }

    private static int number(Delivery<CallRecord> delivery) {
        return delivery.require().event() instanceof GatewayHeartbeat heartbeat ? heartbeat.activeCalls() : -1;
    }

    private static void note(Map<String, List<Integer>> seen, Delivery<CallRecord> delivery) {
        seen.computeIfAbsent(delivery.key(), any -> new CopyOnWriteArrayList<>())
                .add(number(delivery));
    }
}
