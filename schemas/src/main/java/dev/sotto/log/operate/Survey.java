package dev.sotto.log.operate;

import dev.sotto.log.LogSettings;
import dev.sotto.log.LogUnavailable;
import dev.sotto.log.passage.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Every topic as it lies in the log now: how much there is, and how far behind each group of readers is. */
public final class Survey {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Survey() {}

    /**
     * One topic.
     *
     * @param written records ever appended, also those no longer kept
     * @param kept records between the oldest kept and the end; a compacted topic holds fewer
     * @param bytes on the disks of all replicas
     * @param behind for each group of readers, how many records it has not acknowledged
     */
    public record Surveyed(
            String topic, int partitions, long written, long kept, long bytes, Map<String, Long> behind) {}

    /**
     * Looks at all topics but Kafka's own.
     *
     * @throws LogUnavailable when no broker answers in time
     */
    public static List<Surveyed> of(LogSettings settings) {
        try (Admin admin = Admin.create(Connection.of(settings))) {
            Map<String, TopicDescription> topics = answer(
                    admin.describeTopics(answer(admin.listTopics().names())).allTopicNames());
            List<TopicPartition> partitions = topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            Map<String, Long> bytes = bytes(admin);
            Map<String, Map<String, Long>> behind = behind(admin, ends);
            List<Surveyed> surveyed = new ArrayList<>();
            new TreeMap<>(topics).forEach((name, topic) -> {
                long written = sum(ends, name);
                surveyed.add(new Surveyed(
                        name,
                        topic.partitions().size(),
                        written,
                        written - sum(begins, name),
                        bytes.getOrDefault(name, 0L),
                        behind.getOrDefault(name, Map.of())));
            });
            return List.copyOf(surveyed);
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets, String topic) {
        return offsets.entrySet().stream()
                .filter(one -> one.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec wanted) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), any -> wanted)))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static Map<String, Long> bytes(Admin admin) {
        List<Integer> brokers =
                answer(admin.describeCluster().nodes()).stream().map(Node::id).toList();
        Map<String, Long> bytes = new HashMap<>();
        for (Map<String, LogDirDescription> directories :
                answer(admin.describeLogDirs(brokers).allDescriptions()).values()) {
            for (LogDirDescription directory : directories.values()) {
                directory
                        .replicaInfos()
                        .forEach((partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum));
            }
        }
        return bytes;
    }

    private static Map<String, Map<String, Long>> behind(Admin admin, Map<TopicPartition, Long> ends) {
        Map<String, Map<String, Long>> behind = new HashMap<>();
        Map<String, ListConsumerGroupOffsetsSpec> groups =
                answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                        .map(GroupListing::groupId)
                        .collect(Collectors.toMap(Function.identity(), any -> new ListConsumerGroupOffsetsSpec()));
        answer(admin.listConsumerGroupOffsets(groups).all())
                .forEach((group, offsets) -> offsets.forEach((partition, at) -> {
                    Long end = ends.get(partition);
                    if (end != null && at != null) {
                        behind.computeIfAbsent(partition.topic(), any -> new TreeMap<>())
                                .merge(group, Math.max(0, end - at.offset()), Long::sum);
                    }
                }));
        return behind;
    }

    private static <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unanswered) {
            throw new LogUnavailable("the log does not answer", unanswered);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while the log was asked", interrupted);
        }
    }
}
