package dev.sotto.log.replay;

import dev.sotto.log.passage.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a passage holds, counted. */
public final class Tally {

    private long records;
    private long bytes;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private final Map<String, Long> types = new TreeMap<>();
    private Replay.Progress end = new Replay.Progress(List.of(), 0, 0, false);

    void count(LogEntry entry) {
        records++;
        bytes += entry.size();
        Instant at = entry.appendedAt();
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        String type = entry.type();
        types.merge(type == null ? "unknown" : type, 1L, Long::sum);
    }

    void end(Replay.Progress where) {
        end = where;
    }

    /** How far it was counted. */
    public Replay.Progress end() {
        return end;
    }

    public long records() {
        return records;
    }

    public long bytes() {
        return bytes;
    }

    /** When the oldest record was appended; null when there is none. */
    public @Nullable Instant first() {
        return first;
    }

    /** When the newest record was appended; null when there is none. */
    public @Nullable Instant last() {
        return last;
    }

    /** How many records there are of each CloudEvents type. */
    public Map<String, Long> types() {
        return Map.copyOf(types);
    }
}
