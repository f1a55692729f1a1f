package dev.sotto.analytics.lake;

import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.AppendOutcome.Refused;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * One table and the log offsets it holds. A plain append takes the same file twice without a word, so every commit
 * names the offsets it moves in its snapshot and is refused unless the branch still stands where this writer believes.
 */
public final class LakeTable {

    static final String OFFSETS = "sotto.offsets";

    /** Writers of other partitions move the branch too; each retry writes only metadata again. */
    private static final int ATTEMPTS = 20;

    /** Snapshots older than this are forgotten, or the table's metadata would grow with every commit. */
    private static final long KEPT_MILLIS = 3_600_000;

    private static final int KEPT_SNAPSHOTS = 20;

    private final TableShape shape;
    private final Table table;
    private final RowFiles files;

    LakeTable(TableShape shape, Table table) {
        this.shape = shape;
        this.table = table;
        this.files = new RowFiles(table);
    }

    public TableShape shape() {
        return shape;
    }

    /** The offsets the table holds now, read from the catalog. */
    public synchronized Offsets offsets() {
        return attempt("reading the offsets of " + shape.name(), () -> {
            table.refresh();
            return offsetsOf(table);
        });
    }

    /**
     * Writes the rows and moves the table's offsets, both or neither.
     *
     * @param before the offsets the rows were chosen by
     * @param moved the offsets of the partitions the rows came from, once they are in the table
     * @throws LakeUnavailable when it is not known whether the rows are in the table
     */
    public AppendOutcome append(List<Row> rows, Offsets before, Offsets moved) {
        return commit(write(rows), before, moved);
    }

    /** Writes rows to files that no snapshot names yet. */
    synchronized List<DataFile> write(List<Row> rows) {
        return attempt("writing to " + shape.name(), () -> files.write(rows));
    }

    /** Makes the files part of the table if its offsets are still those before. */
    synchronized AppendOutcome commit(List<DataFile> written, Offsets before, Offsets moved) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Offsets found = offsets();
            if (!found.agreeWith(before, moved)) {
                files.delete(written);
                return new Refused(found);
            }
            Appended appended = commitOn(found, written, moved);
            if (appended != null) {
                return appended;
            }
        }
        files.delete(written);
        return new Refused(offsets());
    }

    /** Null when the branch moved on meanwhile. */
    private @Nullable Appended commitOn(Offsets found, List<DataFile> written, Offsets moved) {
        AppendFiles append = table.newAppend()
                .set(OFFSETS, found.movedBy(moved).toString())
                .validateWith(ancestors -> found.equals(offsetsOf(ancestors)));
        written.forEach(append::appendFile);
        try {
            append.commit();
        } catch (ValidationException | CommitFailedException moving) {
            return null;
        } catch (CommitStateUnknownException unknown) {
            throw new LakeUnavailable("committing to " + shape.name(), unknown);
        } catch (RuntimeException unanswered) {
            throw new LakeUnavailable("committing to " + shape.name(), unanswered);
        }
        long rows = written.stream().mapToLong(DataFile::recordCount).sum();
        return new Appended(table.currentSnapshot().snapshotId(), written.size(), rows);
    }

    /** Forgets old snapshots. The newest always stays, and with it the offsets. */
    public synchronized void forgetOldSnapshots() {
        attempt("forgetting old snapshots of " + shape.name(), () -> {
            table.refresh();
            table.expireSnapshots()
                    .expireOlderThan(System.currentTimeMillis() - KEPT_MILLIS)
                    .retainLast(KEPT_SNAPSHOTS)
                    .commit();
            return table;
        });
    }

    static Offsets offsetsOf(Table table) {
        return table.currentSnapshot() == null ? Offsets.NONE : offsetsOf(SnapshotUtil.currentAncestors(table));
    }

    /** The newest snapshot that names offsets speaks for the branch: other engines' maintenance may not name them. */
    private static Offsets offsetsOf(Iterable<Snapshot> newestFirst) {
        for (Snapshot snapshot : newestFirst) {
            String offsets = snapshot.summary().get(OFFSETS);
            if (offsets != null) {
                return Offsets.parse(offsets);
            }
        }
        return Offsets.NONE;
    }

    private static <T> T attempt(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (Exception failed) {
            throw new LakeUnavailable(doing, failed);
        }
    }

    private interface Work<T> {
        T run() throws Exception;
    }
}
