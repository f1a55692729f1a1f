package dev.sotto.log;

import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import reactor.core.publisher.Mono;

/**
 * How wide and how safe topics are made. Widths cap the number of workers and cannot shrink, so production takes them
 * from the topics' own table; a laptop caps them to start quickly.
 *
 * @param partitionsAtMost cap on each topic's width
 * @param replicas copies of each partition; with 3, two must be in sync for an append
 */
public record TopicPlan(int partitionsAtMost, short replicas) {

    public static final TopicPlan PRODUCTION = new TopicPlan(Integer.MAX_VALUE, (short) 3);

    Mono<Void> create(Admin admin) {
        List<NewTopic> wanted = Topics.ALL.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetters()))
                .map(this::newTopic)
                .toList();
        return Mono.fromCallable(() -> admin.createTopics(wanted))
                .flatMapIterable(result -> result.values().values())
                .concatMap(TopicPlan::created)
                .then();
    }

    private static Mono<Void> created(KafkaFuture<Void> creation) {
        return Mono.fromCompletionStage(creation.toCompletionStage()).onErrorComplete(TopicPlan::exists);
    }

    private static boolean exists(Throwable failure) {
        return failure instanceof TopicExistsException
                || (failure instanceof CompletionException && failure.getCause() instanceof TopicExistsException);
    }

    private NewTopic newTopic(Topic<?> topic) {
        String retention = topic.retention() == null
                ? "-1"
                : String.valueOf(topic.retention().toMillis());
        Map<String, String> settings = topic.cleanup() == Topic.Cleanup.COMPACT
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(TopicConfig.RETENTION_MS_CONFIG, retention);
        return new NewTopic(topic.name(), Math.min(topic.partitions(), partitionsAtMost), replicas)
                .configs(with(settings, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicas >= 3 ? "2" : "1"));
    }

    static Topic<? extends TopicRecord> named(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no topic " + name));
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put(key, value);
        return all;
    }
}
