package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Offsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Up to where both sides have seen the log: what lies below is compared, what lies above is nobody's fault. */
record Settled(SortedMap<Integer, Long> next, long behind) {

    static Settled between(Offsets lake, Map<Integer, Long> postgres) {
        TreeMap<Integer, Long> next = new TreeMap<>();
        long behind = 0;
        for (Map.Entry<Integer, Long> partition : postgres.entrySet()) {
            long held = lake.next().getOrDefault(partition.getKey(), 0L);
            next.put(partition.getKey(), Math.min(held, partition.getValue()));
            behind += Math.max(0, partition.getValue() - held);
        }
        return new Settled(next, behind);
    }

    Object[] partitions() {
        return next.keySet().toArray();
    }

    Object[] offsets() {
        return next.values().toArray();
    }

    /** Whether a row of the lake lies below, in SQL. */
    String condition() {
        return next.isEmpty()
                ? "false"
                : next.entrySet().stream()
                        .map(partition -> "when " + partition.getKey() + " then " + partition.getValue())
                        .collect(Collectors.joining(" ", "log_offset < case log_partition ", " else 0 end"));
    }
}
