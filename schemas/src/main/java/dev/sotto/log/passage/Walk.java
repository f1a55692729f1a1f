package dev.sotto.log.passage;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic from where one stood to its present end, without a group, so that what is derived from it can be derived
 * anew. For one thread.
 */
public final class Walk<V extends TopicRecord> implements AutoCloseable {

    private final Topic<V> topic;
    private final String from;
    private final RecordCodec<V> codec;
    private final UnaryOperator<Delivery<V>> reading;
    private final PassageReader reader;
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, Long> behindOriginals = new HashMap<>();
    private long undecodable;

    public Walk(LogSettings settings, Topic<V> topic) {
        this(settings, topic, UnaryOperator.identity());
    }

    /** @param reading what each record is read as */
    public Walk(LogSettings settings, Topic<V> topic, UnaryOperator<Delivery<V>> reading) {
        this(settings, topic, topic.name(), reading);
    }

    /**
     * Reads a replay of a topic in the place of the topic: what a replay copied stands where its original stood.
     *
     * @param name of the replay
     * @throws IllegalArgumentException when the name is not fit
     */
    public static <V extends TopicRecord> Walk<V> ofReplay(
            LogSettings settings, Topic<V> topic, String name, UnaryOperator<Delivery<V>> reading) {
        return new Walk<>(
                settings, topic, ShadowTopic.beside(topic.name(), name).name(), reading);
    }

    private Walk(LogSettings settings, Topic<V> topic, String from, UnaryOperator<Delivery<V>> reading) {
        this.topic = topic;
        this.from = from;
        this.reading = reading;
        this.codec = new RecordCodec<>(topic);
        this.reader = new PassageReader(Connection.of(settings));
    }

    /** Takes what one poll brought of a partition, in its order, and how far the walk has come. */
    @FunctionalInterface
    public interface Step<V extends TopicRecord> {
        void take(List<Delivery<V>> records, long read, long toRead);
    }

    /** Walks on from where the walk before ended; records that nobody can decode are counted and passed over. */
    public void on(Step<V> step) {
        Map<TopicPartition, PassageReader.Span> spans = new HashMap<>(reader.spans(Passage.of(from)));
        spans.replaceAll((partition, span) ->
                new PassageReader.Span(next.getOrDefault(partition.partition(), span.from()), span.to()));
        long toRead =
                spans.values().stream().mapToLong(PassageReader.Span::records).sum();
        long[] read = {0};
        reader.read(spans, entries -> {
            Map<Integer, List<Delivery<V>>> byPartition = new HashMap<>();
            for (LogEntry entry : entries) {
                Delivery<V> delivery = delivery(entry);
                if (delivery != null) {
                    byPartition
                            .computeIfAbsent(delivery.position().partition(), any -> new ArrayList<>())
                            .add(delivery);
                }
            }
            read[0] += entries.size();
            byPartition.values().forEach(records -> step.take(records, read[0], toRead));
            return true;
        });
        spans.forEach((partition, span) -> next.put(partition.partition(), span.to()));
    }

    /** Where the walk stands: the offset of the next record, by partition. */
    public Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    /** Where the originals of what was read end: the offset behind the last, by partition; of a topic where it was read. */
    public Map<Integer, Long> behindOriginals() {
        return Map.copyOf(behindOriginals);
    }

    /** Begins, or goes on, at these offsets in place of where it stood; partitions that are not named stay as they are. */
    public void goTo(Map<Integer, Long> offsets) {
        next.putAll(offsets);
    }

    public long undecodable() {
        return undecodable;
    }

    private @Nullable Delivery<V> delivery(LogEntry entry) {
        byte[] bytes = entry.kafka().value();
        Position position = ShadowTopic.original(topic.name(), entry);
        behindOriginals.merge(position.partition(), position.offset() + 1, Math::max);
        try {
            V value = bytes == null ? null : codec.decode(bytes);
            return reading.apply(new Delivery<>(
                    String.valueOf(entry.key()), value, position, entry.appendedAt(), Trace.start(), () -> {}));
        } catch (UndecodableRecord unreadable) {
            undecodable++;
            return null;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
