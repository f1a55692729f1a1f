package dev.sotto.analytics.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.iceberg.Files;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** The files of a process that dies at its nth step: from then on nothing it does has any effect. */
public final class DyingFiles implements DelegateFileIO {

    private static final long serialVersionUID = 1;

    private final AtomicInteger stepsLeft = new AtomicInteger(Integer.MAX_VALUE);

    /** A lake in a folder, whose process lives until {@link #dieAfter} says otherwise. */
    public static Lake lake(Path folder) {
        DyingFiles files = new DyingFiles();
        FolderCatalog catalog = new FolderCatalog(files);
        catalog.initialize("folder", Map.of("warehouse", "file:" + folder + "/warehouse"));
        return new Lake("file:" + folder + "/archive", files, catalog, () -> {}, () -> {
                    throw new IllegalStateException("names are taken in a database, and this lake has none");
                })
                .withTables();
    }

    /** The files of such a lake. */
    public static DyingFiles of(Lake lake) {
        return (DyingFiles) lake.io();
    }

    public void dieAfter(int steps) {
        stepsLeft.set(steps);
    }

    public void live() {
        stepsLeft.set(Integer.MAX_VALUE);
    }

    private void step() {
        if (stepsLeft.decrementAndGet() < 0) {
            throw new Killed();
        }
    }

    @Override
    public InputFile newInputFile(String path) {
        step();
        return Files.localInput(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
        step();
        return new DyingOutput(path, Files.localOutput(path));
    }

    @Override
    public void deleteFile(String path) {
        step();
        if (!path(path).toFile().delete()) {
            throw new NotFoundException("no file %s", path);
        }
    }

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        step();
        // A folder that is not there is an empty one on an object store.
        if (!path(prefix).toFile().exists()) {
            return List.of();
        }
        try (Stream<Path> files = java.nio.file.Files.walk(path(prefix))) {
            return files.filter(java.nio.file.Files::isRegularFile)
                    .map(file -> new FileInfo(
                            "file:" + file,
                            file.toFile().length(),
                            file.toFile().lastModified()))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
    }

    private static Path path(String location) {
        return Path.of(location.replaceFirst("^file:/*", "/"));
    }

    @Override
    public void deleteFiles(Iterable<String> paths) {
        paths.forEach(this::deleteFile);
    }

    /** Not an exception, or somebody would tidy up after it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Says in memory which version of a table is current; a commit is a step of its own. */
    private static final class FolderCatalog extends InMemoryCatalog {

        private final DyingFiles files;

        FolderCatalog(DyingFiles files) {
            this.files = files;
        }

        @Override
        protected TableOperations newTableOps(TableIdentifier table) {
            return new DyingOperations(super.newTableOps(table), files);
        }
    }

    private record DyingOperations(TableOperations alive, DyingFiles files) implements TableOperations {

        @Override
        public TableMetadata current() {
            return alive.current();
        }

        @Override
        public TableMetadata refresh() {
            files.step();
            return alive.refresh();
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            files.step();
            alive.commit(base, metadata);
            files.step();
        }

        @Override
        public FileIO io() {
            return files;
        }

        @Override
        public String metadataFileLocation(String name) {
            return alive.metadataFileLocation(name);
        }

        @Override
        public LocationProvider locationProvider() {
            return alive.locationProvider();
        }
    }

    /** A file begun by a process that is dead when it ends never becomes a file. */
    private final class DyingOutput implements OutputFile {

        private final String location;
        private final OutputFile alive;

        DyingOutput(String location, OutputFile alive) {
            this.location = location;
            this.alive = alive;
        }

        @Override
        public PositionOutputStream create() {
            step();
            return alive.create();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            step();
            return alive.createOrOverwrite();
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return alive.toInputFile();
        }
    }
}
