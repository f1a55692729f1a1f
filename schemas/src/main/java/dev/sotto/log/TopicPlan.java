package dev.sotto.log;

import dev.sotto.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How wide and how safe topics are made. Widths cap the number of workers and cannot shrink, so production takes them
 * from the topics' own table; a laptop caps them to start quickly.
 *
 * @param partitionsAtMost cap on each topic's width
 * @param replicas copies of each partition; with 3, two must be in sync for an append
 */
public record TopicPlan(int partitionsAtMost, short replicas) {

    public static final TopicPlan PRODUCTION = new TopicPlan(Integer.MAX_VALUE, (short) 3);

    /** A record leaves with its whole segment, so the length of segments is what retention is exact to. */
    private static final Duration SEGMENT_AT_MOST = Duration.ofDays(1);

    /** After this a compacted key's older values are gone; the brokers' own default is never. */
    private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

    /** The brokers look for what is old every five minutes, and remove it a minute later. */
    private static final Duration BROKERS_TAKE = Duration.ofMinutes(10);

    private static final int SEGMENTS_PER_RETENTION = 4;

    private static final Duration BETWEEN_ASKING = Duration.ofMillis(50);
    private static final int ASKED_AGAIN = 400;

    /**
     * When the last byte of what stands in a topic now is gone, compacted values once they have been replaced; null for
     * never.
     */
    public static @Nullable Instant goneBy(Topic<?> topic, Instant now) {
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            return now.plus(COMPACTED_WITHIN.multipliedBy(2)).plus(BROKERS_TAKE);
        }
        Duration retention = topic.retention();
        return retention == null
                ? null
                : now.plus(retention).plus(segment(retention)).plus(BROKERS_TAKE);
    }

    private static Duration segment(Duration retention) {
        Duration part = retention.dividedBy(SEGMENTS_PER_RETENTION);
        return part.compareTo(SEGMENT_AT_MOST) < 0 ? part : SEGMENT_AT_MOST;
    }

    Mono<Void> create(Admin admin) {
        List<NewTopic> wanted = Topics.ALL.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetters()))
                .map(this::newTopic)
                .toList();
        return Mono.fromCallable(() -> admin.createTopics(wanted))
                .flatMapMany(result -> Flux.fromIterable(result.values().entrySet())
                        .concatMap(topic -> created(topic.getKey(), topic.getValue(), result)))
                .collectList()
                .flatMap(fresh -> serving(admin, fresh));
    }

    /** The partitions of a topic that was not there before; nothing where it was. */
    private static Flux<TopicPartition> created(String topic, KafkaFuture<Void> creation, CreateTopicsResult result) {
        return Mono.fromCompletionStage(creation::toCompletionStage)
                .then(Mono.fromCompletionStage(() -> result.numPartitions(topic).toCompletionStage()))
                .onErrorResume(TopicPlan::exists, _ -> Mono.empty())
                .flatMapMany(partitions -> Flux.range(0, partitions))
                .map(partition -> new TopicPartition(topic, partition));
    }

    /**
     * Waits until the leaders of new partitions really lead them. Brokers tell of a partition a moment before they take
     * records for it, and a producer whose first batch is refused in that moment while its second is taken can never
     * append the first: it is out of order until its time is up. Until a broker has heard of a topic it knows no such
     * topic, and is asked again.
     */
    public static Mono<Void> serving(Admin admin, Collection<TopicPartition> fresh) {
        Map<TopicPartition, OffsetSpec> wanted =
                fresh.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return wanted.isEmpty()
                ? Mono.empty()
                : Mono.fromCompletionStage(() -> admin.listOffsets(wanted).all().toCompletionStage())
                        .retryWhen(Retry.fixedDelay(ASKED_AGAIN, BETWEEN_ASKING).filter(TopicPlan::isUnheardOf))
                        .then();
    }

    private static boolean isUnheardOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof UnknownTopicOrPartitionException;
    }

    private static boolean exists(Throwable failure) {
        return failure instanceof TopicExistsException
                || (failure instanceof CompletionException && failure.getCause() instanceof TopicExistsException);
    }

    private NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(), Math.min(topic.partitions(), partitionsAtMost), replicas)
                .configs(with(kept(topic), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= 3 ? "2" : "1"));
    }

    private static Map<String, String> kept(Topic<?> topic) {
        if (topic.cleanup() == Topic.Cleanup.COMPACT) {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                    String.valueOf(COMPACTED_WITHIN.toMillis()));
        }
        Duration retention = topic.retention();
        return retention == null
                ? Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")
                : Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(retention.toMillis()),
                        TopicConfig.SEGMENT_MS_CONFIG,
                        String.valueOf(segment(retention).toMillis()));
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put(key, value);
        return all;
    }
}
