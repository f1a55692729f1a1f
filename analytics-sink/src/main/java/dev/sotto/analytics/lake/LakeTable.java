package dev.sotto.analytics.lake;

import dev.sotto.analytics.lake.AppendOutcome.Appended;
import dev.sotto.analytics.lake.AppendOutcome.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * One table and the log offsets it holds. A plain append takes the same file twice without a word, so every commit
 * names the offsets it moves in its snapshot and is refused unless the branch still stands where this writer believes.
 */
public final class LakeTable {

    static final String OFFSETS = "sotto.offsets";
    static final long NO_SNAPSHOT = -1;

    /** Writers of other partitions move the branch too; each retry writes only metadata again. */
    private static final int ATTEMPTS = 20;

    private final TableShape shape;
    private final Table table;
    private final RowFiles files;

    /** @param archive where files of the cold tier go */
    LakeTable(TableShape shape, Table table, String archive) {
        this.shape = shape;
        this.table = table;
        this.files = new RowFiles(table, archive);
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
        Offsets held = found.movedBy(moved);
        AppendFiles append = table.newAppend()
                .set(OFFSETS, held.toString())
                .validateWith(ancestors -> found.equals(offsetsOf(ancestors)));
        written.forEach(append::appendFile);
        return refusal(append) == null
                ? new Appended(table.currentSnapshot().snapshotId(), written.size(), rows(written), held)
                : null;
    }

    /** Null when it is committed; else what stands against it, which is that the branch moved on meanwhile. */
    private @Nullable RuntimeException refusal(SnapshotUpdate<?> update) {
        try {
            update.commit();
            return null;
        } catch (ValidationException | CommitFailedException moving) {
            return moving;
        } catch (CommitStateUnknownException unknown) {
            throw new LakeUnavailable("committing to " + shape.name(), unknown);
        } catch (RuntimeException unanswered) {
            throw new LakeUnavailable("committing to " + shape.name(), unanswered);
        }
    }

    /**
     * Writes what the files of one partition hold into fewer files of a tier and puts these in their place. The table's
     * offsets stay what they are.
     *
     * @throws LakeUnavailable when it is not known whether the files were replaced
     */
    public synchronized RewriteOutcome rewrite(List<DataFile> old, RowChange change, Tier tier) {
        List<DataFile> fresh = attempt("rewriting files of " + shape.name(), () -> files.merge(old, change, tier));
        long rowsBefore = rows(old);
        long rowsAfter = rows(fresh);
        boolean replaced = change(
                current -> {
                    // A replacement says that no row changed, and readers of changes believe it.
                    if (rowsBefore == rowsAfter && change.equals(RowChange.NONE)) {
                        // Else it looks back to the first state there was, and is refused once that is forgotten.
                        RewriteFiles rewrite = current.newRewrite()
                                .validateFromSnapshot(newestOf(SnapshotUtil.currentAncestors(current)));
                        old.forEach(rewrite::deleteFile);
                        fresh.forEach(rewrite::addFile);
                        return rewrite;
                    }
                    OverwriteFiles overwrite = current.newOverwrite();
                    old.forEach(overwrite::deleteFile);
                    fresh.forEach(overwrite::addFile);
                    return overwrite;
                },
                current -> holds(current, old));
        if (!replaced) {
            files.delete(fresh);
            return new RewriteOutcome.Outrun();
        }
        return new RewriteOutcome.Rewritten(old.size(), fresh.size(), rowsBefore - rowsAfter, bytes(old), bytes(fresh));
    }

    /**
     * Commits a change that moves no offsets, at the very snapshot it was made for, and carries the offsets on.
     *
     * @param change asked again for each attempt
     * @param fits whether the table as it now stands can still be changed so
     * @return false when it no longer fits, or others were always faster
     */
    public synchronized boolean change(Function<Table, SnapshotUpdate<?>> change, Predicate<Table> fits) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Offsets held = offsets();
            Snapshot base = table.currentSnapshot();
            if (base == null || !fits.test(table)) {
                return false;
            }
            SnapshotUpdate<?> update = change.apply(table);
            update.set(OFFSETS, held.toString());
            update.set(RollUpMark.PROPERTY, RollUpMark.of(table).toString());
            update.validateWith(ancestors -> base.snapshotId() == newestOf(ancestors));
            RuntimeException refusal = refusal(update);
            if (refusal == null) {
                return true;
            }
            requireOthersFaster(base, refusal);
        }
        return false;
    }

    /** Whoever is refused although nobody was faster would be refused for ever, and that is to be told. */
    private void requireOthersFaster(Snapshot base, RuntimeException refusal) {
        offsets();
        if (refusal instanceof ValidationException
                && newestOf(SnapshotUtil.currentAncestors(table)) == base.snapshotId()) {
            throw new LakeUnavailable("changing " + shape.name(), refusal);
        }
    }

    /** The files of the newest snapshot, with the bounds of their columns. */
    public synchronized List<DataFile> files() {
        return attempt("listing the files of " + shape.name(), () -> {
            table.refresh();
            List<DataFile> all = new ArrayList<>();
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().includeColumnStats().planFiles()) {
                tasks.forEach(task -> all.add(task.file().copy()));
            }
            return all;
        });
    }

    /** Whether any row of this file would go with a change that looks at nothing but the restaurant. */
    public boolean loses(DataFile file, RowChange change) {
        return attempt("reading files of " + shape.name(), () -> files.loses(file, change));
    }

    /** The files of the newest snapshot that may hold rows of a restaurant. */
    public synchronized List<DataFile> filesOf(String restaurantId) {
        return attempt("listing the files of " + shape.name(), () -> {
            table.refresh();
            List<DataFile> all = new ArrayList<>();
            try (CloseableIterable<FileScanTask> tasks = table.newScan()
                    .filter(Expressions.equal("restaurant_id", restaurantId))
                    .planFiles()) {
                tasks.forEach(task -> all.add(task.file().copy()));
            }
            return all;
        });
    }

    /** How many rows of a file are such; reads no more of it than these columns. */
    public long count(DataFile file, List<String> columns, Predicate<Record> such) {
        return attempt("reading files of " + shape.name(), () -> files.count(file, columns, such));
    }

    /**
     * Forgets all states of the table but the newest, and with them the files that only those name. A question that
     * began before may find its files gone, and is to be asked again.
     */
    public synchronized void forgetThePast() {
        // Lists of files still tell the bounds of what was dropped, and the state that dropped it still names it: new
        // lists are written, in a state of their own, before all others are forgotten.
        change(current -> current.rewriteManifests().clusterBy(file -> ""), any -> true);
        attempt("forgetting the past of " + shape.name(), () -> {
            table.refresh();
            table.expireSnapshots()
                    .expireOlderThan(System.currentTimeMillis() + 1)
                    .retainLast(1)
                    .commit();
            return true;
        });
    }

    private static boolean holds(Table table, List<DataFile> wanted) {
        Set<String> missing = new HashSet<>();
        wanted.forEach(file -> missing.add(file.location()));
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> missing.remove(task.file().location()));
        } catch (IOException failed) {
            throw new LakeUnavailable("listing the files of " + table.name(), failed);
        }
        return missing.isEmpty();
    }

    static long newestOf(Iterable<Snapshot> ancestors) {
        Iterator<Snapshot> newestFirst = ancestors.iterator();
        return newestFirst.hasNext() ? newestFirst.next().snapshotId() : NO_SNAPSHOT;
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }

    private static long bytes(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
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
