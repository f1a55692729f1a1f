package dev.sotto.log.replay;

import dev.sotto.log.passage.LogEntry;
import dev.sotto.log.passage.PassageReader.Span;
import dev.sotto.log.replay.Replay.Progress;
import dev.sotto.schemas.operation.ReplayPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** How far a replay is in each partition, and which number each copy bears there. For one thread. */
final class Course {

    private final Map<Integer, ReplayPlace> places = new TreeMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();
    private final long copiedBefore;
    private long copied;

    /**
     * @param spans the whole passage
     * @param left what of it is not copied yet
     * @param last the newest copy of each partition
     */
    Course(Map<TopicPartition, Span> spans, Map<TopicPartition, Span> left, Map<Integer, LogEntry> last) {
        spans.forEach((partition, span) -> {
            long end = Math.max(span.from(), span.to());
            long next = Math.clamp(left.getOrDefault(partition, span).from(), span.from(), end);
            places.put(partition.partition(), new ReplayPlace(partition.partition(), span.from(), next, end));
        });
        last.forEach((partition, copy) -> numbers.put(partition, number(copy)));
        this.copiedBefore = numbers.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long number(LogEntry copy) {
        String number = copy.header(Replay.NUMBER);
        return number == null ? 0 : Long.parseLong(number);
    }

    /** These were looked at. */
    void read(List<LogEntry> entries) {
        entries.forEach(this::passed);
    }

    /** This was copied, or counted; tells the how manieth of its partition it is. */
    long copied(LogEntry entry) {
        copied++;
        passed(entry);
        return numbers.merge(entry.position().partition(), 1L, Long::sum);
    }

    private void passed(LogEntry entry) {
        places.computeIfPresent(
                entry.position().partition(),
                (partition, place) -> new ReplayPlace(
                        partition,
                        place.from(),
                        Math.clamp(entry.position().offset() + 1, place.next(), place.to()),
                        place.to()));
    }

    Progress progress() {
        return new Progress(List.copyOf(places.values()), copied, copiedBefore, false);
    }

    /** At the end; a partition may end in markers that no reader sees. */
    Progress complete() {
        places.replaceAll((partition, place) -> new ReplayPlace(partition, place.from(), place.to(), place.to()));
        return new Progress(List.copyOf(places.values()), copied, copiedBefore, true);
    }
}
