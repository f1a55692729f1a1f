package dev.sotto.log.passage;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.log.passage.PassageReader.Span;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.Topic;
import dev.sotto.schemas.TopicRecord;
import dev.sotto.schemas.UndecodableRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What several topics hold of a span of time, laid together as it was appended, without a group. Topics that are as wide
 * as each other keep a key in one partition of all of them, so whoever works by key needs to hold one partition at a
 * time. For one thread.
 */
public final class Passages implements AutoCloseable {

    private final List<Source> sources;
    private final PassageReader reader;
    private long undecodable;

    /** A passage and how its records are read, which in a shadow topic is as in the topic it stands beside. */
    private record Source(
            Passage passage, Topic<? extends TopicRecord> readAs, RecordCodec<? extends TopicRecord> codec) {

        static Source of(Passage passage) {
            Topic<? extends TopicRecord> readAs = ShadowTopic.original(passage.topic());
            return new Source(passage, readAs, new RecordCodec<>(readAs));
        }
    }

    private record Kept<T>(Instant at, int source, long offset, T what) {}

    /** @param passages the last is streamed, those before it are held for a partition: name the largest last */
    public Passages(LogSettings settings, List<Passage> passages) {
        this.sources = passages.stream().map(Source::of).toList();
        this.reader = new PassageReader(Connection.of(settings));
    }

    /** What of everything is read, and how far that is. */
    public interface Guide {

        /** Before anything is read: how much there is, by partition. */
        default void begin(Map<Integer, Long> records) {}

        /** False for a partition that is to be left out. */
        default boolean isWanted(int partition) {
            return true;
        }

        /**
         * So many more records of a partition were looked at.
         *
         * @return false to stop in the middle of it
         */
        default boolean goOn(int partition, int more) {
            return true;
        }

        /** A partition of all topics is over. */
        default void over(int partition) {}
    }

    /** The whole of it, without being told of anything. */
    public static final Guide ALL = new Guide() {};

    /**
     * Hands over what is wanted, one partition after the other, each in the order it was appended; of what was appended
     * in the same millisecond, that of passages named earlier comes first.
     *
     * @param keep what of a record is wanted; null for nothing
     * @return false when it was told to stop
     * @throws UnknownTopic when there is no such topic
     */
    public <T> boolean read(Function<Delivery<TopicRecord>, @Nullable T> keep, Consumer<T> each, Guide guide) {
        List<Map<TopicPartition, Span>> spans =
                sources.stream().map(source -> reader.spans(source.passage())).toList();
        TreeMap<Integer, Long> records = new TreeMap<>();
        spans.forEach(
                of -> of.forEach((partition, span) -> records.merge(partition.partition(), span.records(), Long::sum)));
        guide.begin(records);
        for (int partition : records.keySet()) {
            if (guide.isWanted(partition)) {
                if (!read(partition, spans, keep, each, guide)) {
                    return false;
                }
                guide.over(partition);
            }
        }
        return true;
    }

    private <T> boolean read(
            int partition,
            List<Map<TopicPartition, Span>> spans,
            Function<Delivery<TopicRecord>, @Nullable T> keep,
            Consumer<T> each,
            Guide guide) {
        List<Kept<T>> held = new ArrayList<>();
        for (int i = 0; i < sources.size() - 1; i++) {
            if (!read(i, partition, spans.get(i), keep, held::add, guide)) {
                return false;
            }
        }
        held.sort(Comparator.comparing((Kept<T> one) -> one.at())
                .thenComparingInt(Kept::source)
                .thenComparingLong(Kept::offset));
        ArrayDeque<Kept<T>> waiting = new ArrayDeque<>(held);
        boolean toTheEnd = read(
                sources.size() - 1,
                partition,
                spans.getLast(),
                keep,
                one -> {
                    while (!waiting.isEmpty() && !waiting.peekFirst().at().isAfter(one.at())) {
                        each.accept(waiting.removeFirst().what());
                    }
                    each.accept(one.what());
                },
                guide);
        if (toTheEnd) {
            waiting.forEach(one -> each.accept(one.what()));
        }
        return toTheEnd;
    }

    private <T> boolean read(
            int source,
            int partition,
            Map<TopicPartition, Span> spans,
            Function<Delivery<TopicRecord>, @Nullable T> keep,
            Consumer<Kept<T>> each,
            Guide guide) {
        Passage passage = sources.get(source).passage();
        TopicPartition one = new TopicPartition(passage.topic(), partition);
        Span span = spans.get(one);
        if (span == null) {
            return true;
        }
        Map<TopicPartition, Span> only = new HashMap<>();
        only.put(one, span);
        return reader.read(only, entries -> {
            for (LogEntry entry : entries) {
                Delivery<TopicRecord> delivery = passage.holds(entry) ? delivery(entry, source) : null;
                T wanted = delivery == null ? null : keep.apply(delivery);
                if (wanted != null) {
                    each.accept(new Kept<>(
                            entry.appendedAt(), source, entry.position().offset(), wanted));
                }
            }
            return guide.goOn(partition, entries.size());
        });
    }

    private @Nullable Delivery<TopicRecord> delivery(LogEntry entry, int source) {
        byte[] bytes = entry.kafka().value();
        if (bytes == null) {
            return null;
        }
        try {
            TopicRecord value = sources.get(source).codec().decode(bytes);
            Position at = entry.position();
            Position read = new Position(sources.get(source).readAs().name(), at.partition(), at.offset());
            return new Delivery<>(
                    String.valueOf(entry.key()), value, read, entry.appendedAt(), Trace.start(), () -> {});
        } catch (UndecodableRecord unreadable) {
            undecodable++;
            return null;
        }
    }

    /** Records nobody can decode, which were passed over. */
    public long undecodable() {
        return undecodable;
    }

    @Override
    public void close() {
        reader.close();
    }
}
