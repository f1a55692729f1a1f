package dev.sotto.analytics.lake;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/**
 * Rows told from another table's, kept so that they need not be told again. One process at a time changes them: the one
 * that does the upkeep.
 */
public final class FactTable {

    /** So many files a month are read nearly as fast as one; more are written into one. */
    private static final int FILES_AT_MOST = 12;

    private static final String ORDER = "order_id";

    private final Table table;
    private final RowFiles files;
    private final boolean toldByOrder;

    /** @param archive where files of the cold tier go */
    FactTable(Table table, String archive) {
        this.table = table;
        this.files = new RowFiles(table, archive);
        this.toldByOrder = table.schema().findField(ORDER) != null;
    }

    /** @param anew whether all there is goes */
    public Change change(boolean anew) {
        try {
            return new Change(anew);
        } catch (IOException | RuntimeException failed) {
            throw new LakeUnavailable("listing the files of " + table.name(), failed);
        }
    }

    private List<DataFile> standingFiles() throws IOException {
        table.refresh();
        List<DataFile> all = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            tasks.forEach(task -> all.add(task.file().copy()));
        }
        return all;
    }

    private Map<String, List<DataFile>> byPartition(List<DataFile> any) {
        Map<String, List<DataFile>> partitions = new TreeMap<>();
        any.forEach(file -> partitions
                .computeIfAbsent(table.spec().partitionToPath(file.partition()), path -> new ArrayList<>())
                .add(file));
        return partitions;
    }

    /** New files beside the table, which take the old ones' place at one moment, or never. */
    public final class Change implements AutoCloseable {

        private final List<DataFile> standing;
        private final @Nullable Snapshot base;
        private final Set<List<Object>> gone = new HashSet<>();
        private final DaysOfFiles touched = new DaysOfFiles(table);
        private final List<DataFile> old = new ArrayList<>();
        private final List<DataFile> fresh = new ArrayList<>();
        private boolean committed;

        private Change(boolean anew) throws IOException {
            this.standing = standingFiles();
            this.base = table.currentSnapshot();
            if (anew) {
                old.addAll(standing);
                standing.clear();
            }
        }

        /**
         * Puts rows in the place of all rows of some orders or, where the table tells of no order, of some times.
         *
         * @param those by restaurant, time and, where the table tells of orders, their id
         * @param rows what is told of them now
         */
        public void put(List<Row> those, List<Row> rows) {
            if (!standing.isEmpty()) {
                those.forEach(one -> {
                    gone.add(key(one.restaurantId(), one.values().get(toldByOrder ? ORDER : "ts")));
                    touched.add(one);
                });
            }
            fresh.addAll(attempt("rolling up", () -> files.write(rows)));
        }

        /**
         * Makes the new files the table's, together with how far they tell.
         *
         * @throws LakeUnavailable also when it is not known whether they are, or another process was at it
         */
        public void commit(RollUpMark mark) {
            attempt("rolling up", () -> {
                merge();
                return true;
            });
            OverwriteFiles update = table.newOverwrite();
            old.forEach(update::deleteFile);
            fresh.forEach(update::addFile);
            update.set(RollUpMark.PROPERTY, mark.toString());
            long expected = base == null ? LakeTable.NO_SNAPSHOT : base.snapshotId();
            update.validateWith(ancestors -> expected == LakeTable.newestOf(ancestors));
            // From here on nobody but the store knows whether the files are the table's.
            committed = true;
            attempt("committing to", () -> {
                update.commit();
                return true;
            });
        }

        /** What was written is laid together with what stays of the files of the same days, and many files with each other. */
        private void merge() throws IOException {
            Map<String, List<DataFile>> before = byPartition(standing);
            Map<String, List<DataFile>> written = byPartition(fresh);
            Set<String> partitions = new TreeSet<>(before.keySet());
            partitions.addAll(written.keySet());
            for (String partition : partitions) {
                List<DataFile> there = before.getOrDefault(partition, List.of());
                List<DataFile> now = written.getOrDefault(partition, List.of());
                boolean many = !now.isEmpty() && there.size() + now.size() > FILES_AT_MOST;
                List<DataFile> replaced =
                        there.stream().filter(file -> many || touched.has(file)).toList();
                if (!replaced.isEmpty() || now.size() > 1) {
                    merge(replaced, now);
                }
            }
        }

        private void merge(List<DataFile> replaced, List<DataFile> written) throws IOException {
            RowChange change = row -> gone.contains(key(row)) ? null : row;
            fresh.addAll(
                    replaced.isEmpty()
                            ? files.merge(written, RowChange.NONE, Tier.WARM)
                            : files.merge(replaced, change, written, Tier.WARM));
            fresh.removeAll(written);
            files.delete(written);
            old.addAll(replaced);
        }

        private List<Object> key(Record row) {
            return key(row.getField("restaurant_id"), row.getField(toldByOrder ? ORDER : "ts"));
        }

        private static List<Object> key(Object restaurantId, @Nullable Object orderOrTime) {
            // One moment may be told with several offsets.
            Object which = orderOrTime instanceof OffsetDateTime at ? at.toInstant() : orderOrTime;
            return List.of(restaurantId, String.valueOf(which));
        }

        private <T> T attempt(String doing, Work<T> work) {
            try {
                return work.run();
            } catch (IOException | RuntimeException failed) {
                throw new LakeUnavailable(doing + " " + table.name(), failed);
            }
        }

        /** Removes what was written and not committed. */
        @Override
        public void close() {
            if (!committed) {
                files.delete(fresh);
            }
        }
    }

    private interface Work<T> {
        T run() throws IOException;
    }
}
