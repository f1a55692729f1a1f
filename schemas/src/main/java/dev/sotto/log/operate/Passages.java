package dev.sotto.log.operate;

import dev.sotto.log.Delivery;
import dev.sotto.log.LogSettings;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.log.operate.PassageReader.Span;
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
import java.util.TreeSet;
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

    /** Hears that a partition of all topics is over, and how much of everything has been read. */
    @FunctionalInterface
    public interface Pause {
        /** @return false to stop */
        boolean goOn(long read, long toRead);
    }

    /**
     * Hands over what is wanted, one partition after the other, each in the order it was appended; of what was appended
     * in the same millisecond, that of passages named earlier comes first.
     *
     * @param keep what of a record is wanted; null for nothing
     * @throws UnknownTopic when there is no such topic
     */
    public <T> void read(Function<Delivery<TopicRecord>, @Nullable T> keep, Consumer<T> each, Pause pause) {
        List<Map<TopicPartition, Span>> spans =
                sources.stream().map(source -> reader.spans(source.passage())).toList();
        long toRead = spans.stream()
                .flatMap(of -> of.values().stream())
                .mapToLong(Span::records)
                .sum();
        long read = 0;
        TreeSet<Integer> partitions = new TreeSet<>();
        spans.forEach(of -> of.keySet().forEach(partition -> partitions.add(partition.partition())));
        for (int partition : partitions) {
            List<Kept<T>> held = new ArrayList<>();
            for (int i = 0; i < sources.size() - 1; i++) {
                read += read(i, partition, spans.get(i), keep, held::add);
            }
            held.sort(Comparator.comparing((Kept<T> one) -> one.at())
                    .thenComparingInt(Kept::source)
                    .thenComparingLong(Kept::offset));
            ArrayDeque<Kept<T>> waiting = new ArrayDeque<>(held);
            read += read(sources.size() - 1, partition, spans.getLast(), keep, one -> {
                while (!waiting.isEmpty() && !waiting.peekFirst().at().isAfter(one.at())) {
                    each.accept(waiting.removeFirst().what());
                }
                each.accept(one.what());
            });
            waiting.forEach(one -> each.accept(one.what()));
            if (!pause.goOn(read, toRead)) {
                return;
            }
        }
    }

    /** How many records of the span were read. */
    private <T> long read(
            int source,
            int partition,
            Map<TopicPartition, Span> spans,
            Function<Delivery<TopicRecord>, @Nullable T> keep,
            Consumer<Kept<T>> each) {
        Passage passage = sources.get(source).passage();
        TopicPartition one = new TopicPartition(passage.topic(), partition);
        Span span = spans.get(one);
        if (span == null) {
            return 0;
        }
        Map<TopicPartition, Span> only = new HashMap<>();
        only.put(one, span);
        reader.read(only, entries -> {
            for (LogEntry entry : entries) {
                Delivery<TopicRecord> delivery = passage.holds(entry) ? delivery(entry, source) : null;
                T wanted = delivery == null ? null : keep.apply(delivery);
                if (wanted != null) {
                    each.accept(new Kept<>(
                            entry.appendedAt(), source, entry.position().offset(), wanted));
                }
            }
            return true;
        });
        return span.records();
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
