package dev.sotto.log.operate;

import dev.sotto.log.LogSettings;
import dev.sotto.log.passage.Connection;
import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.Passage;
import dev.sotto.log.passage.PassageReader;
import dev.sotto.log.passage.PassageReader.Span;
import dev.sotto.log.passage.UnknownTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Looks at the newest records of a passage, and at those that follow. */
public final class Look {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Look() {}

    /**
     * Hands over the last records of a passage in the order they were appended, then, when asked to, whatever is
     * appended after them, until it is told to stop or interrupted.
     *
     * @param last how many of those that are there
     * @param onward whether to go on with those that come
     * @param goOn takes one record; false to stop
     * @throws UnknownTopic when there is no such topic
     */
    public static void at(LogSettings settings, Passage passage, int last, boolean onward, Predicate<LogEntry> goOn) {
        try (PassageReader reader = new PassageReader(Connection.of(settings))) {
            Map<TopicPartition, Span> seen = reader.spans(passage);
            boolean going = newest(reader, seen, passage, last).stream().allMatch(goOn);
            while (onward && going && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                Map<TopicPartition, Span> next = after(seen, reader.spans(Passage.of(passage.topic())));
                going = inOrder(held(reader, next, passage)).stream().allMatch(goOn);
                seen = next;
            }
        }
    }

    private static List<LogEntry> newest(
            PassageReader reader, Map<TopicPartition, Span> spans, Passage passage, int last) {
        boolean all = passage.restaurantId() == null && passage.key() == null;
        Map<TopicPartition, Span> tails = new HashMap<>(spans);
        if (all) {
            // Nothing is filtered, so no more of a partition can be needed than all of what is asked for.
            tails.replaceAll((partition, span) -> new Span(Math.max(span.from(), span.to() - last), span.to()));
        }
        List<LogEntry> newest = new ArrayList<>();
        reader.read(tails, entries -> {
            entries.stream().filter(passage::holds).forEach(newest::add);
            if (newest.size() > 16 * (last + 64)) {
                List<LogEntry> kept = List.copyOf(lastOf(newest, last));
                newest.clear();
                newest.addAll(kept);
            }
            return true;
        });
        return lastOf(newest, last);
    }

    private static List<LogEntry> lastOf(List<LogEntry> entries, int last) {
        List<LogEntry> ordered = inOrder(entries);
        return ordered.subList(Math.max(0, ordered.size() - last), ordered.size());
    }

    private static Map<TopicPartition, Span> after(Map<TopicPartition, Span> seen, Map<TopicPartition, Span> now) {
        Map<TopicPartition, Span> next = new HashMap<>();
        now.forEach((partition, span) -> {
            Span before = seen.get(partition);
            next.put(partition, before == null ? span : new Span(before.to(), Math.max(before.to(), span.to())));
        });
        return next;
    }

    private static List<LogEntry> held(PassageReader reader, Map<TopicPartition, Span> spans, Passage passage) {
        List<LogEntry> held = new ArrayList<>();
        reader.read(spans, entries -> {
            entries.stream().filter(passage::holds).forEach(held::add);
            return true;
        });
        return held;
    }

    /** A partition's own order stands; those of several are laid together by when they were appended. */
    private static List<LogEntry> inOrder(List<LogEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparing(LogEntry::appendedAt)
                        .thenComparingInt(entry -> entry.position().partition())
                        .thenComparingLong(entry -> entry.position().offset()))
                .toList();
    }
}
