package dev.sotto.log;

import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/**
 * One worker of a consumer group. Back-pressure: the consumer is paused while the subscriber asks for nothing. A record
 * that cannot be decoded goes to its dead-letter topic and is acknowledged. Reactor Kafka has been seen to stop for
 * ever after a rebalance, so a watchdog cancels and subscribes again when there is lag and nothing moves.
 */
final class GroupReader<V extends TopicRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
    /** Nothing in flight, lag, and nothing delivered for this long: the reader itself is stuck. */
    private static final Duration READER_STALL = Duration.ofSeconds(15);
    /** Records in flight and none acknowledged for this long: the work may have been lost; redelivery is harmless. */
    private static final Duration WORK_STALL = Duration.ofMinutes(2);

    private final Subscription<V> subscription;
    private final Map<String, Lane<V>> lanes;
    private final Map<String, Object> connection;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final Counter restarts;
    private volatile Assignment assignment = new Assignment(this::moved);
    private volatile long movedNanos = System.nanoTime();

    /** What every record of a topic needs. */
    private record Lane<V>(RecordCodec<? extends V> codec, Timer hops) {}

    GroupReader(
            Subscription<V> subscription,
            Map<String, Object> connection,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.connection = connection;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.lanes = subscription.topics().stream()
                .collect(Collectors.toMap(
                        Topic::name, topic -> new Lane<>(new RecordCodec<>(topic), hops(topic.name()))));
        this.restarts = meters.counter("sotto.log.reader.restarts", "group", subscription.group());
        Gauge.builder("sotto.log.in.flight", this, reader -> reader.assignment.inFlight())
                .description("Records delivered and not yet passed by the group's offset")
                .tag("group", subscription.group())
                .register(meters);
    }

    Flux<Delivery<V>> deliveries() {
        return Flux.defer(this::consume)
                .repeat()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .doBeforeRetry(retry -> LOG.warn(
                                "Group {} lost the log and tries again: {}",
                                subscription.group(),
                                retry.failure().toString())));
    }

    /** See {@link EventLog#hasItsShare}. */
    boolean hasItsShare() {
        return assignment.holds();
    }

    private Flux<Delivery<V>> consume() {
        moved();
        assignment.end();
        Assignment own = new Assignment(this::moved);
        assignment = own;
        KafkaReceiver<Fetched, byte[]> receiver = KafkaReceiver.create(options(own));
        return receiver.receive().concatMap(record -> deliver(record, own), 256).takeUntilOther(stall(receiver));
    }

    private ReceiverOptions<Fetched, byte[]> options(Assignment own) {
        return ReceiverOptions.<Fetched, byte[]>create(Membership.of(subscription.group(), connection))
                // Called by the poll that fetches, and so between one rebalance and the next.
                .withKeyDeserializer((topic, key) -> new Fetched(new String(key, StandardCharsets.UTF_8), own.term()))
                .withValueDeserializer(new ByteArrayDeserializer())
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                // Range, not sticky: equal topics are then shared out alike, see Subscription.
                .consumerProperty(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName())
                .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100)
                .subscription(subscription.topics().stream().map(Topic::name).toList())
                .commitInterval(Duration.ofMillis(500))
                .commitBatchSize(0)
                // It would hold a rebalance back for a minute, and all the group's work with it, until everything in
                // flight is acknowledged; a turn that somebody is speaking is in flight until he has spoken.
                .maxDelayRebalance(Duration.ZERO)
                .addAssignListener(partitions -> partitions.forEach(one -> own.given(one.topicPartition())))
                .addRevokeListener(partitions -> partitions.forEach(one -> own.taken(one.topicPartition())));
    }

    private Mono<Delivery<V>> deliver(ReceiverRecord<Fetched, byte[]> kafka, Assignment own) {
        moved();
        Acknowledgements acknowledgements = own.of(new TopicPartition(kafka.topic(), kafka.partition()), kafka.key());
        if (acknowledgements == null) {
            return Mono.empty();
        }
        Receipt receipt = acknowledgements.delivered(kafka.receiverOffset()::acknowledge);
        try {
            return Mono.just(decode(kafka, receipt));
        } catch (UndecodableRecord undecodable) {
            return deadLetters
                    .bury(kafka, subscription.group(), undecodable)
                    .doOnSuccess(buried -> receipt.acknowledge())
                    .then(Mono.empty());
        }
    }

    private void moved() {
        movedNanos = System.nanoTime();
    }

    private Delivery<V> decode(ReceiverRecord<Fetched, byte[]> kafka, Receipt receipt) {
        Lane<V> lane = lanes.get(kafka.topic());
        if (lane == null) {
            throw new UndecodableRecord("stands in topic " + kafka.topic() + ", which was not subscribed", null);
        }
        lane.hops().record(Math.max(0, System.currentTimeMillis() - kafka.timestamp()), TimeUnit.MILLISECONDS);
        V value = kafka.value() == null ? null : lane.codec().decode(kafka.value());
        String tenant = CloudEvents.restaurantId(kafka.headers());
        if (value != null && tenant != null && !tenant.equals(value.envelope().restaurantId())) {
            throw new UndecodableRecord("belongs to another tenant than its header says", null);
        }
        return new Delivery<>(
                kafka.key() == null ? "" : kafka.key().key(),
                value,
                new Position(kafka.topic(), kafka.partition(), kafka.offset()),
                Instant.ofEpochMilli(kafka.timestamp()),
                CloudEvents.trace(kafka.headers()),
                receipt);
    }

    /** Emits once when the reader is stuck. */
    private Mono<?> stall(KafkaReceiver<Fetched, byte[]> receiver) {
        return Flux.interval(WATCH_EVERY)
                .onBackpressureDrop()
                .filter(tick -> quietFor(assignment.inFlight() > 0 ? WORK_STALL : READER_STALL))
                .concatMap(tick -> receiver.doOnConsumer(this::lag).onErrorReturn(0L), 1)
                .filter(lag -> lag > 0)
                .next()
                .doOnNext(lag -> {
                    restarts.increment();
                    LOG.warn(
                            "Group {} has {} records waiting and nothing moves; it subscribes again.",
                            subscription.group(),
                            lag);
                });
    }

    private boolean quietFor(Duration limit) {
        return System.nanoTime() - movedNanos > limit.toNanos();
    }

    private Long lag(Consumer<Fetched, byte[]> consumer) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        var committed = consumer.committed(consumer.assignment());
        Function<TopicPartition, Long> behind = partition -> {
            var at = committed.get(partition);
            return ends.getOrDefault(partition, 0L) - (at == null ? 0 : at.offset());
        };
        return consumer.assignment().stream().mapToLong(behind::apply).sum();
    }

    private Timer hops(String topic) {
        return Timer.builder("sotto.log.hop")
                .description("From the append of a record to its delivery")
                .tag("topic", topic)
                .tag("group", subscription.group())
                .publishPercentileHistogram()
                .register(meters);
    }
}
