package dev.sotto.log;

import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/**
 * Follows partitions of a topic without a group. After an outage it goes on where it stood, so that nothing written in
 * between is missed.
 */
final class Follower<V extends TopicRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int PREFETCH = 256;

    private final Topic<V> topic;
    private final RecordCodec<V> codec;
    private final Map<String, Object> connection;

    Follower(Topic<V> topic, Map<String, Object> connection) {
        this.topic = topic;
        this.codec = new RecordCodec<>(topic);
        this.connection = connection;
    }

    /** Waits for the log as long as it takes. */
    static Mono<Long> end(Topic<?> topic, int partition, Admin admin) {
        TopicPartition wanted = new TopicPartition(topic.name(), partition);
        return offsets(admin, Map.of(wanted, OffsetSpec.latest()))
                .map(offsets -> offsets.getOrDefault(wanted, 0L))
                .retryWhen(outages(topic));
    }

    /** Where a moment begins in each partition: its first later record, or its end. */
    static Mono<Map<TopicPartition, Long>> since(Topic<?> topic, Instant moment, Admin admin) {
        return ask(() -> admin.describeTopics(List.of(topic.name())).allTopicNames())
                .map(topics -> topics.values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                        .toList())
                .flatMap(partitions -> Mono.zip(
                        offsets(admin, all(partitions, OffsetSpec.latest())),
                        offsets(admin, all(partitions, OffsetSpec.forTimestamp(moment.toEpochMilli())))))
                .map(ends -> {
                    Map<TopicPartition, Long> beginnings = new HashMap<>(ends.getT1());
                    ends.getT2().forEach((partition, offset) -> {
                        if (offset >= 0) {
                            beginnings.put(partition, offset);
                        }
                    });
                    return beginnings;
                });
    }

    Flux<Delivery<V>> deliveries(int partition, long from) {
        return deliveries(Mono.just(Map.of(new TopicPartition(topic.name(), partition), from)));
    }

    Flux<Delivery<V>> deliveries(Mono<Map<TopicPartition, Long>> beginnings) {
        Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
        Mono<Void> begun = Mono.defer(
                () -> next.isEmpty() ? beginnings.doOnNext(next::putAll).then() : Mono.empty());
        return begun.thenMany(Flux.defer(() -> from(next))).retryWhen(outages(topic));
    }

    private Flux<Delivery<V>> from(Map<TopicPartition, Long> next) {
        ReceiverOptions<String, byte[]> options = ReceiverOptions.<String, byte[]>create(connection)
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                // Reactor Kafka wants a group's name even where nothing is committed to it.
                .consumerProperty(ConsumerConfig.GROUP_ID_CONFIG, "follow-" + topic.name())
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100)
                .commitInterval(Duration.ZERO)
                .commitBatchSize(0)
                .assignment(List.copyOf(next.keySet()))
                .addAssignListener(assigned -> assigned.forEach(one -> seek(one, next)));
        return KafkaReceiver.create(options)
                .receive()
                .doOnNext(kafka -> next.put(new TopicPartition(kafka.topic(), kafka.partition()), kafka.offset() + 1))
                .concatMap(this::deliver, PREFETCH);
    }

    private static void seek(ReceiverPartition partition, Map<TopicPartition, Long> next) {
        Long offset = next.get(partition.topicPartition());
        if (offset != null) {
            partition.seek(offset);
        }
    }

    private Mono<Delivery<V>> deliver(ReceiverRecord<String, byte[]> kafka) {
        Position position = new Position(kafka.topic(), kafka.partition(), kafka.offset());
        try {
            return Mono.just(new Delivery<>(
                    kafka.key(),
                    kafka.value() == null ? null : codec.decode(kafka.value()),
                    position,
                    Instant.ofEpochMilli(kafka.timestamp()),
                    CloudEvents.trace(kafka.headers()),
                    () -> {}));
        } catch (UndecodableRecord undecodable) {
            LOG.warn("The record at {} is passed over: {}", position, undecodable.getMessage());
            return Mono.empty();
        }
    }

    private static Map<TopicPartition, OffsetSpec> all(List<TopicPartition> partitions, OffsetSpec wanted) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> wanted));
    }

    private static Mono<Map<TopicPartition, Long>> offsets(Admin admin, Map<TopicPartition, OffsetSpec> wanted) {
        return ask(() -> admin.listOffsets(wanted).all()).map(found -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            found.forEach((TopicPartition partition, ListOffsetsResult.ListOffsetsResultInfo at) ->
                    offsets.put(partition, at.offset()));
            return offsets;
        });
    }

    private static <T> Mono<T> ask(Supplier<KafkaFuture<T>> question) {
        return Mono.fromCompletionStage(() -> question.get().toCompletionStage());
    }

    private static Retry outages(Topic<?> topic) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .doBeforeRetry(retry -> LOG.warn(
                        "Following {} was interrupted and goes on: {}",
                        topic.name(),
                        retry.failure().toString()));
    }
}
