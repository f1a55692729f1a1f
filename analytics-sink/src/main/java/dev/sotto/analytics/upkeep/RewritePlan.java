package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.RowChange;
import dev.sotto.analytics.lake.Tier;
import dev.sotto.analytics.upkeep.Retention.Kept;
import dev.sotto.analytics.upkeep.Rewrite.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Decides from the list of a table's files which of them to write anew. Each rewrite stands for itself: whatever was
 * done of a plan when a process died, the next plan goes on from there.
 */
final class RewritePlan {

    /** A file of at least half of what the writer makes is not worth reading again. */
    private static final long SMALL_BYTES = 24 << 20;
    /** What a merge may read; more is for the next round. */
    private static final long BYTES_TOGETHER = 256 << 20;
    /** On the day that still runs, fewer small files than this are left until there are more. */
    private static final int TODAY_AT_LEAST = 6;

    private final String table;
    private final String archive;
    private final UpkeepSettings settings;
    private final Retention retention;
    private final BiPredicate<DataFile, RowChange> loses;
    /** Files that hold nothing to be dropped, and as of which rule; forgotten with the process. */
    private final Set<String> clean = ConcurrentHashMap.newKeySet();

    /**
     * @param table by whose rules of retention rows go
     * @param archive where the table's cold files lie
     * @param loses whether a file holds rows that go
     */
    RewritePlan(String table, String archive, UpkeepSettings settings, BiPredicate<DataFile, RowChange> loses) {
        this.table = table;
        this.loses = loses;
        this.archive = archive + "/";
        this.settings = settings;
        this.retention = new Retention(settings);
    }

    List<Rewrite> of(List<DataFile> files, Table stored, Instant now) {
        FileAge age = new FileAge(now, stored);
        Map<String, List<DataFile>> partitions = new TreeMap<>();
        for (DataFile file : files) {
            partitions
                    .computeIfAbsent(stored.spec().partitionToPath(file.partition()), any -> new ArrayList<>())
                    .add(file);
        }
        List<Rewrite> plan = new ArrayList<>();
        partitions.values().forEach(partition -> plan.addAll(ofPartition(partition, age)));
        return plan;
    }

    private List<Rewrite> ofPartition(List<DataFile> files, FileAge age) {
        DataFile any = files.getFirst();
        Kept kept = retention.of(table, age.days(any));
        boolean old = age.days(any) > settings.archiveAfter().toDays();
        Tier tier = old ? Tier.COLD : Tier.WARM;
        if (kept.nothing()) {
            return List.of(new Rewrite(Reason.RETENTION, files, RowChange.ALL_GO, tier));
        }
        if (!kept.everything()) {
            List<DataFile> unclean =
                    files.stream().filter(file -> !isClean(file, kept)).toList();
            if (!unclean.isEmpty()) {
                return together(Reason.RETENTION, unclean, kept, tier, 1);
            }
        }
        if (old && files.stream().anyMatch(file -> !archived(file))) {
            List<DataFile> moving = files.stream()
                    .filter(file -> !archived(file) || small(file))
                    .toList();
            return together(Reason.AGEING, moving, kept, tier, 1);
        }
        List<DataFile> small =
                files.stream().filter(file -> small(file) && age.settled(file)).toList();
        return small.size() < (age.ofToday(any) ? TODAY_AT_LEAST : 2)
                ? List.of()
                : together(Reason.COMPACTION, small, kept, tier, 2);
    }

    private boolean isClean(DataFile file, Kept kept) {
        String known = file.location() + " " + kept;
        if (clean.contains(known)) {
            return true;
        }
        return !loses.test(file, kept.change()) && clean.add(known);
    }

    /** As many of the smallest as may be read at one time, again and again. */
    private List<Rewrite> together(Reason reason, List<DataFile> files, Kept kept, Tier tier, int atLeast) {
        List<Rewrite> rewrites = new ArrayList<>();
        List<DataFile> group = new ArrayList<>();
        long bytes = 0;
        for (DataFile file : files.stream()
                .sorted(Comparator.comparingLong(DataFile::fileSizeInBytes))
                .toList()) {
            boolean full = group.size() == settings.together() || bytes + file.fileSizeInBytes() > BYTES_TOGETHER;
            if (full && !group.isEmpty()) {
                rewrites.add(new Rewrite(reason, List.copyOf(group), kept.change(), tier));
                group.clear();
                bytes = 0;
            }
            group.add(file);
            bytes += file.fileSizeInBytes();
        }
        rewrites.add(new Rewrite(reason, List.copyOf(group), kept.change(), tier));
        rewrites.removeIf(rewrite -> rewrite.files().size() < atLeast);
        return rewrites;
    }

    private boolean archived(DataFile file) {
        return file.location().startsWith(archive);
    }

    private static boolean small(DataFile file) {
        return file.fileSizeInBytes() < SMALL_BYTES;
    }
}
