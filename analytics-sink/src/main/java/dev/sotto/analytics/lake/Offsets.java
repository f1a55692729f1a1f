package dev.sotto.analytics.lake;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** For each partition of a topic the offset of the next record a table does not hold yet. */
public record Offsets(SortedMap<Integer, Long> next) {

    public static final Offsets NONE = new Offsets(new TreeMap<>());

    public Offsets {
        next = new TreeMap<>(next);
    }

    /** Reads what {@link #toString()} wrote into a snapshot. */
    static Offsets parse(String text) {
        TreeMap<Integer, Long> next = new TreeMap<>();
        Arrays.stream(text.split(","))
                .filter(entry -> !entry.isBlank())
                .map(entry -> entry.split(":"))
                .forEach(entry -> next.put(Integer.valueOf(entry[0].strip()), Long.valueOf(entry[1].strip())));
        return new Offsets(next);
    }

    public boolean holds(int partition, long offset) {
        return offset < next.getOrDefault(partition, 0L);
    }

    /** These offsets after the record at this offset was written too. */
    public Offsets after(int partition, long offset) {
        Offsets moved = new Offsets(next);
        moved.next.merge(partition, offset + 1, Math::max);
        return moved;
    }

    /** These offsets, moved to the others' wherever the others speak of a partition. */
    Offsets movedBy(Offsets others) {
        TreeMap<Integer, Long> moved = new TreeMap<>(next);
        moved.putAll(others.next);
        return new Offsets(moved);
    }

    /** True when both say the same of every partition that {@code concerned} names. */
    boolean agreeWith(Offsets other, Offsets concerned) {
        return concerned.next.keySet().stream()
                .allMatch(partition -> next.getOrDefault(partition, 0L).equals(other.next.getOrDefault(partition, 0L)));
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map((Map.Entry<Integer, Long> entry) -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
