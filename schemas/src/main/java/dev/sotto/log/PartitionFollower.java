package dev.sotto.log;

import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.util.retry.Retry;

/**
 * Follows one partition without a group. After an outage it goes on where it stood, so that nothing written in between
 * is missed.
 */
final class PartitionFollower<V extends TopicRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionFollower.class);
    private static final int PREFETCH = 256;

    private final RecordCodec<V> codec;
    private final TopicPartition partition;
    private final Map<String, Object> connection;

    PartitionFollower(Topic<V> topic, int partition, Map<String, Object> connection) {
        this.codec = new RecordCodec<>(topic);
        this.partition = new TopicPartition(topic.name(), partition);
        this.connection = connection;
    }

    /** Waits for the log as long as it takes. */
    static Mono<Long> end(Topic<?> topic, int partition, Admin admin) {
        TopicPartition wanted = new TopicPartition(topic.name(), partition);
        return Mono.fromCompletionStage(() -> admin.listOffsets(Map.of(wanted, OffsetSpec.latest()))
                        .partitionResult(wanted)
                        .toCompletionStage())
                .map(ListOffsetsResult.ListOffsetsResultInfo::offset)
                .retryWhen(outages(wanted));
    }

    Flux<Delivery<V>> deliveries(long from) {
        AtomicLong next = new AtomicLong(from);
        return Flux.defer(() -> from(next)).retryWhen(outages(partition));
    }

    private Flux<Delivery<V>> from(AtomicLong next) {
        ReceiverOptions<String, byte[]> options = ReceiverOptions.<String, byte[]>create(connection)
                .withKeyDeserializer(new StringDeserializer())
                .withValueDeserializer(new ByteArrayDeserializer())
                // Reactor Kafka wants a group's name even where nothing is committed to it.
                .consumerProperty(ConsumerConfig.GROUP_ID_CONFIG, "follow-" + partition)
                .consumerProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .consumerProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100)
                .commitInterval(Duration.ZERO)
                .commitBatchSize(0)
                .assignment(List.of(partition))
                .addAssignListener(assigned -> assigned.forEach(one -> one.seek(next.get())));
        return KafkaReceiver.create(options)
                .receive()
                .doOnNext(kafka -> next.set(kafka.offset() + 1))
                .concatMap(this::deliver, PREFETCH);
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

    private static Retry outages(TopicPartition partition) {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .doBeforeRetry(retry -> LOG.warn(
                        "Following {} was interrupted and goes on: {}",
                        partition,
                        retry.failure().toString()));
    }
}
