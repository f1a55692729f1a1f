package dev.sotto.analytics.reconcile;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.Offsets;
import dev.sotto.analytics.lake.TableShape;
import java.util.Map;
import java.util.stream.Collectors;

/** For each partition of the topics of calls and of what is said on them, the offset behind what PostgreSQL holds. */
record CallsHeard(Map<Integer, Long> calls, Map<Integer, Long> sentences) {

    /** Nothing was written down since it is kept how far: then nobody can tell what to compare. */
    boolean isUnknown() {
        return calls.isEmpty();
    }

    /** How many records the lake does not hold yet. */
    long missingIn(Lake lake) {
        return missing(calls, lake.table(TableShape.CALLS).offsets())
                + missing(sentences, lake.table(TableShape.TRANSCRIPTS).offsets());
    }

    private static long missing(Map<Integer, Long> here, Offsets lake) {
        return here.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - lake.next().getOrDefault(each.getKey(), 0L)))
                .sum();
    }

    /** Whether a row of the lake lies below, in SQL; of a partition of which PostgreSQL says nothing, all do. */
    static String below(Map<Integer, Long> next) {
        return next.isEmpty()
                ? "true"
                : next.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> "when " + each.getKey() + " then " + each.getValue())
                        .collect(Collectors.joining(
                                " ", "log_offset < case log_partition ", " else " + Long.MAX_VALUE + " end"));
    }
}
