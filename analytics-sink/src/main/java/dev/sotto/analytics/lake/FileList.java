package dev.sotto.analytics.lake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.Projections;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * The files of one table's newest snapshot. A snapshot never changes, so its manifests are read once; those of the next
 * ones are told from what each of them brought and took. Thread-safe: who comes second waits for the list of the first.
 */
final class FileList {

    /** Reading what so many commits changed costs about as much as reading all there is. */
    private static final int COMMITS_FOLLOWED = 40;

    /** The columns whose bounds say whether a file is needed. */
    private static final List<String> BOUNDED = List.of("ts", "restaurant_id");

    private record Known(long snapshot, Map<String, DataFile> files) {}

    private @Nullable Known known;

    /**
     * The files that may hold rows for which this is true.
     *
     * @param table as it was just loaded
     * @throws IOException when the table holds row deletes, which nobody here applies
     */
    List<DataFile> of(Table table, Expression wanted) throws IOException {
        Predicate<DataFile> needed = mayHold(table, wanted);
        return newest(table).values().stream().filter(needed).toList();
    }

    private synchronized Map<String, DataFile> newest(Table table) throws IOException {
        Snapshot now = table.currentSnapshot();
        if (now == null) {
            return Map.of();
        }
        Known before = known;
        if (before != null && before.snapshot() == now.snapshotId()) {
            return before.files();
        }
        if (!now.deleteManifests(table.io()).isEmpty()) {
            throw new IOException("the table holds row deletes, which this reader does not apply");
        }
        Deque<Snapshot> since = before == null ? null : since(table, now, before.snapshot());
        Map<String, DataFile> files = before == null || since == null
                ? listed(table, now)
                : changed(table, new LinkedHashMap<>(before.files()), since);
        known = new Known(now.snapshotId(), files);
        return files;
    }

    /** The snapshots after that one, the oldest first; null when the way there is too long or lost. */
    private static @Nullable Deque<Snapshot> since(Table table, Snapshot now, long then) {
        Deque<Snapshot> since = new ArrayDeque<>();
        Snapshot step = now;
        while (step != null && step.snapshotId() != then && since.size() < COMMITS_FOLLOWED) {
            since.push(step);
            Long parent = step.parentId();
            step = parent == null ? null : table.snapshot(parent);
        }
        return step != null && step.snapshotId() == then ? since : null;
    }

    private static Map<String, DataFile> changed(Table table, Map<String, DataFile> files, Deque<Snapshot> since) {
        Set<Integer> bounded = bounded(table);
        for (Snapshot step : since) {
            SnapshotChanges changes =
                    SnapshotChanges.builderFor(table).snapshot(step).build();
            changes.removedDataFiles().forEach(gone -> files.remove(gone.location()));
            changes.addedDataFiles().forEach(added -> files.put(added.location(), added.copyWithStats(bounded)));
        }
        return files;
    }

    private static Map<String, DataFile> listed(Table table, Snapshot now) throws IOException {
        Set<Integer> bounded = bounded(table);
        Map<String, DataFile> files = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan()
                .useSnapshot(now.snapshotId())
                .includeColumnStats(BOUNDED)
                .planFiles()) {
            for (FileScanTask task : tasks) {
                files.put(task.file().location(), task.file().copyWithStats(bounded));
            }
        }
        return files;
    }

    private static Set<Integer> bounded(Table table) {
        return Set.copyOf(BOUNDED.stream()
                .map(name -> table.schema().findField(name).fieldId())
                .toList());
    }

    private static Predicate<DataFile> mayHold(Table table, Expression wanted) {
        if (wanted.equals(Expressions.alwaysTrue())) {
            return file -> true;
        }
        InclusiveMetricsEvaluator bounds = new InclusiveMetricsEvaluator(table.schema(), wanted);
        Map<Integer, Evaluator> partitions = new HashMap<>();
        return file -> partitions
                        .computeIfAbsent(
                                file.specId(),
                                id -> partition(
                                        Objects.requireNonNull(table.specs().get(id)), wanted))
                        .eval(file.partition())
                && bounds.eval(file);
    }

    private static Evaluator partition(PartitionSpec spec, Expression wanted) {
        return new Evaluator(spec.partitionType(), Projections.inclusive(spec).project(wanted));
    }
}
