package dev.sotto.log.passage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a passage from its beginning to its end, without a group, so that no worker notices. What is appended meanwhile
 * is not part of it. For one thread.
 */
public final class PassageReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 5_000;

    private final KafkaConsumer<String, byte[]> consumer;

    /** @param connection as {@link Connection} tells it */
    public PassageReader(Map<String, Object> connection) {
        Map<String, Object> options = new HashMap<>(connection);
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        options.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        options.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        // A topic that does not exist is a mistake to be told, not one to be made.
        options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Where a passage lies in each partition: from the first offset up to, not including, the second. */
    public record Span(long from, long to) {
        public long records() {
            return Math.max(0, to - from);
        }
    }

    /** @throws UnknownTopic when there is no such topic */
    public Map<TopicPartition, Span> spans(Passage passage) {
        List<TopicPartition> partitions = consumer.partitionsFor(passage.topic()).stream()
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopic(passage.topic(), consumer.listTopics().keySet());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> from = moments(consumer.beginningOffsets(partitions), ends, passage.since());
        Map<TopicPartition, Long> to = moments(ends, ends, passage.before());
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new Span(from.getOrDefault(partition, 0L), to.getOrDefault(partition, 0L))));
    }

    private Map<TopicPartition, Long> moments(
            Map<TopicPartition, Long> otherwise, Map<TopicPartition, Long> ends, @Nullable Instant moment) {
        if (moment == null) {
            return otherwise;
        }
        Map<TopicPartition, Long> wanted = new HashMap<>();
        ends.keySet().forEach(partition -> wanted.put(partition, moment.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>(ends);
        consumer.offsetsForTimes(wanted).forEach((TopicPartition partition, @Nullable OffsetAndTimestamp first) -> {
            if (first != null) {
                found.put(partition, first.offset());
            }
        });
        return found;
    }

    /** Takes what one poll brought; false to stop reading. */
    @FunctionalInterface
    public interface Batch {
        boolean take(List<LogEntry> entries);
    }

    /**
     * Hands over all records of these spans, those of a partition in their order.
     *
     * @return false when it was told to stop
     */
    public boolean read(Map<TopicPartition, Span> spans, Batch batch) {
        Map<TopicPartition, Long> open = new HashMap<>();
        spans.forEach((partition, span) -> {
            if (span.records() > 0) {
                open.put(partition, span.to());
            }
        });
        consumer.assign(open.keySet());
        open.keySet()
                .forEach(partition ->
                        consumer.seek(partition, spanOf(spans, partition).from()));
        while (!open.isEmpty()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            List<LogEntry> entries = new ArrayList<>(polled.count());
            for (ConsumerRecord<String, byte[]> record : polled) {
                Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    entries.add(new LogEntry(record));
                }
            }
            if (!entries.isEmpty() && !batch.take(entries)) {
                return false;
            }
            // By the position and not by the last record, for a span may end in markers no reader ever sees.
            if (open.entrySet().removeIf(one -> consumer.position(one.getKey()) >= one.getValue())) {
                consumer.assign(Set.copyOf(open.keySet()));
            }
        }
        return true;
    }

    private static Span spanOf(Map<TopicPartition, Span> spans, TopicPartition partition) {
        return spans.getOrDefault(partition, new Span(0, 0));
    }

    /** The last record of each partition of a topic that has one. */
    public Map<Integer, LogEntry> last(Map<TopicPartition, Span> spans) {
        Map<Integer, LogEntry> last = new HashMap<>();
        spans.forEach((partition, span) -> {
            // Markers of transactions lie between records; look further back until a record is found.
            for (long back = 8; !last.containsKey(partition.partition()) && span.records() > 0; back *= 16) {
                long from = Math.max(span.from(), span.to() - back);
                read(Map.of(partition, new Span(from, span.to())), entries -> {
                    last.put(partition.partition(), entries.getLast());
                    return true;
                });
                if (from == span.from()) {
                    break;
                }
            }
        });
        return last;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
