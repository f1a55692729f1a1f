package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeTable;
import dev.sotto.analytics.lake.LakeUnavailable;
import dev.sotto.analytics.lake.RewriteOutcome;
import dev.sotto.analytics.lake.RewriteOutcome.Outrun;
import dev.sotto.analytics.lake.RewriteOutcome.Rewritten;
import dev.sotto.analytics.lake.TableShape;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Table;

/**
 * The chores of one table. Each ends in one commit or in none, and finds what is to do from the table alone, so that a
 * process may die at any point and the next one goes on.
 */
public final class TableUpkeep {

    /** A scan reads every list of files; past so many small ones it takes longer than reading a few large ones. */
    private static final int MANIFESTS_AT_MOST = 12;
    /** Questions that run may still name a snapshot or two. */
    private static final int SNAPSHOTS_AT_LEAST = 2;

    /** Each pass merges what the one before left; two suffice but for a table that was never tidied. */
    private static final int PASSES_AT_MOST = 10;

    private final TableShape shape;
    private final Lake lake;
    private final UpkeepSettings settings;
    private final RewritePlan plan;

    public TableUpkeep(TableShape shape, Lake lake, UpkeepSettings settings) {
        this.shape = shape;
        this.lake = lake;
        this.settings = settings;
        this.plan = new RewritePlan(
                shape.source().name(),
                lake.archive(shape),
                settings,
                (file, change) -> lake.table(shape).loses(file, change));
    }

    /** What there is to rewrite now. */
    List<Rewrite> plan(Instant now) {
        return plan.of(files(), lake.load(shape), now);
    }

    List<DataFile> files() {
        return lake.table(shape).files();
    }

    RewriteOutcome carryOut(Rewrite rewrite) {
        return lake.table(shape).rewrite(rewrite.files(), rewrite.change(), rewrite.tier());
    }

    /** Gathers lists of files by their day; returns how many were gathered. */
    int gatherManifests() {
        Table table = lake.load(shape);
        int manifests = manifestsOf(table).size();
        if (manifests <= MANIFESTS_AT_MOST) {
            return 0;
        }
        LakeTable own = lake.table(shape);
        boolean gathered = own.change(
                current -> current.rewriteManifests()
                        .clusterBy(file -> file.partition().get(0, Integer.class) / 32),
                current -> manifestsOf(current).size() > MANIFESTS_AT_MOST);
        return gathered ? manifests : 0;
    }

    /** Forgets states of the table nobody reads any more, and the files only they name; returns how many states. */
    int forgetSnapshots(Instant now) {
        try {
            Table table = lake.load(shape);
            int before = snapshots(table);
            table.expireSnapshots()
                    .expireOlderThan(now.minus(settings.snapshotsFor()).toEpochMilli())
                    .retainLast(SNAPSHOTS_AT_LEAST)
                    .commit();
            table.refresh();
            return Math.max(0, before - snapshots(table));
        } catch (RuntimeException failed) {
            throw new LakeUnavailable("forgetting old snapshots of " + shape.name(), failed);
        }
    }

    /** Removes files that nothing names; returns how many. */
    int removeLeftovers(Instant now) {
        try {
            return new Leftovers(lake.load(shape), lake.archive(shape)).remove(now.minus(settings.orphansAfter()));
        } catch (IOException | RuntimeException failed) {
            throw new LakeUnavailable("looking for leftovers of " + shape.name(), failed);
        }
    }

    /** Everything at once, as fast as it goes. */
    public void tidy(Instant now) {
        boolean more = true;
        for (int pass = 0; more && pass < PASSES_AT_MOST; pass++) {
            more = false;
            for (Rewrite rewrite : plan(now)) {
                more |= switch (carryOut(rewrite)) {
                    case Rewritten _ -> true;
                    case Outrun _ -> false;
                };
            }
        }
        gatherManifests();
        forgetSnapshots(now);
        removeLeftovers(now);
    }

    private static List<ManifestFile> manifestsOf(Table table) {
        return table.currentSnapshot() == null
                ? List.of()
                : table.currentSnapshot().dataManifests(table.io());
    }

    private static int snapshots(Table table) {
        int count = 0;
        for (var _ : table.snapshots()) {
            count++;
        }
        return count;
    }
}
