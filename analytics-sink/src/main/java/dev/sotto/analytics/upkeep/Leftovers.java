package dev.sotto.analytics.upkeep;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Files under a table's folders that nothing names: of writers that died between writing and committing, or that could
 * not remove what was refused. What is young may be about to be committed and is left.
 */
public final class Leftovers {

    private final Table table;
    private final List<String> folders;

    /** @param archive where the table's cold files lie */
    public Leftovers(Table table, String archive) {
        this.table = table;
        this.folders = List.of(table.location() + "/", archive + "/");
    }

    /** Removes those last written before that moment; returns how many. */
    int remove(Instant before) throws IOException {
        List<String> old = unnamed(before);
        old.forEach(table.io()::deleteFile);
        return old.size();
    }

    /** Those last written before that moment. */
    public List<String> unnamed(Instant before) throws IOException {
        // Listed before the names are read: what is committed meanwhile is named by then.
        List<String> old = new ArrayList<>();
        SupportsPrefixOperations store = (SupportsPrefixOperations) table.io();
        for (String folder : folders) {
            for (FileInfo file : store.listPrefix(folder)) {
                if (file.createdAtMillis() < before.toEpochMilli()) {
                    old.add(file.location());
                }
            }
        }
        if (!old.isEmpty()) {
            table.refresh();
            old.removeAll(named());
        }
        return old;
    }

    /** Everything that some state of the table that can still be read consists of. */
    private Set<String> named() throws IOException {
        Set<String> named = new HashSet<>(ReachableFileUtil.metadataFileLocations(table, false));
        named.addAll(ReachableFileUtil.manifestListLocations(table));
        named.addAll(ReachableFileUtil.statisticsFilesLocations(table));
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (named.add(manifest.path())) {
                    nameFiles(manifest, named);
                }
            }
        }
        return named;
    }

    private void nameFiles(ManifestFile manifest, Set<String> named) throws IOException {
        try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            paths.forEach(named::add);
        }
    }
}
