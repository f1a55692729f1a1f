package dev.sotto.analytics.query;

import dev.sotto.analytics.lake.StoredTable.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Copies of the tables' files on this machine, because the engine may not reach the object store itself. Files never
 * change, so a copy is good for as long as it is used; what nobody used for an hour goes, and everything goes at start,
 * so that erased rows do not live on here.
 */
final class FileCache implements AutoCloseable {

    private static final long UNUSED_NANOS = Duration.ofHours(1).toNanos();

    private final Path folder;
    private final long bytesAtMost;
    private final FileChannel lock;
    private final Map<String, Copy> copies = new HashMap<>();

    FileCache(Path folder, long bytesAtMost) {
        this.folder = folder.toAbsolutePath().normalize();
        this.bytesAtMost = bytesAtMost;
        try {
            Files.createDirectories(this.folder);
            this.lock = lock(this.folder.resolve("lock"));
            FileSystemUtils.deleteRecursively(files());
            Files.createDirectories(files());
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "analytics.query.cache " + this.folder + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    Path files() {
        return folder.resolve("files");
    }

    /** Copies that stay for as long as the lease is open. */
    Lease lease(List<StoredFile> wanted, Fetch fetch) throws IOException {
        List<Copy> taken = new ArrayList<>();
        try {
            for (Copy copy : reserve(wanted, taken)) {
                copy.fetchWith(fetch);
            }
            return new Lease(taken);
        } catch (IOException | RuntimeException failed) {
            release(taken);
            throw failed;
        }
    }

    private synchronized List<Copy> reserve(List<StoredFile> wanted, List<Copy> taken) throws IOException {
        long needed = wanted.stream().mapToLong(StoredFile::bytes).sum();
        if (needed > bytesAtMost) {
            throw new IOException("the question reads %d MB of files and the cache holds %d MB"
                    .formatted(needed >> 20, bytesAtMost >> 20));
        }
        for (StoredFile file : wanted) {
            Copy copy = copies.computeIfAbsent(
                    file.location(), any -> new Copy(file, files().resolve(UUID.randomUUID() + ".parquet")));
            copy.users++;
            taken.add(copy);
        }
        sweep();
        return taken;
    }

    /** The longest unused go first; a copy in use never goes, so running questions may overdraw for a while. */
    private void sweep() {
        long used =
                copies.values().stream().mapToLong(copy -> copy.file.bytes()).sum();
        List<Copy> idle = copies.values().stream()
                .filter(copy -> copy.users == 0)
                .sorted(Comparator.comparingLong(copy -> copy.usedAt))
                .toList();
        for (Copy copy : idle) {
            if (used > bytesAtMost || System.nanoTime() - copy.usedAt > UNUSED_NANOS) {
                copies.remove(copy.file.location());
                copy.delete();
                used -= copy.file.bytes();
            }
        }
    }

    private synchronized void release(List<Copy> taken) {
        for (Copy copy : taken) {
            copy.users--;
            copy.usedAt = System.nanoTime();
            if (copy.forgotten && copy.users == 0) {
                copy.delete();
            }
        }
        sweep();
    }

    /**
     * Drops every copy, and every answer that lies beside them; those in use go when their questions end. What is then
     * asked is fetched anew.
     */
    synchronized void forget() throws IOException {
        for (Copy copy : List.copyOf(copies.values())) {
            copies.remove(copy.file.location());
            copy.forgotten = true;
            if (copy.users == 0) {
                copy.delete();
            }
        }
        FileSystemUtils.deleteRecursively(files().resolve("answers"));
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException("another process uses it");
            }
            return channel;
        } catch (OverlappingFileLockException another) {
            channel.close();
            throw new IOException("another service of this process uses it", another);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(files());
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Brings a file here. */
    interface Fetch {
        void fetch(StoredFile file, Path target) throws IOException;
    }

    final class Lease implements AutoCloseable {

        private final List<Copy> taken;

        private Lease(List<Copy> taken) {
            this.taken = taken;
        }

        /** Where the copies are. */
        Map<StoredFile, Path> paths() {
            Map<StoredFile, Path> paths = new HashMap<>();
            taken.forEach(copy -> paths.put(copy.file, copy.path));
            return paths;
        }

        @Override
        public void close() {
            release(taken);
        }
    }

    private static final class Copy {

        private final StoredFile file;
        private final Path path;
        private int users;
        private long usedAt = System.nanoTime();
        private boolean present;
        private boolean forgotten;

        Copy(StoredFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        /** One question fetches, others that want the same file wait for it here. */
        synchronized void fetchWith(Fetch fetch) throws IOException {
            if (present) {
                return;
            }
            Path arriving = path.resolveSibling(path.getFileName() + ".arriving");
            Files.deleteIfExists(arriving);
            fetch.fetch(file, arriving);
            Files.move(arriving, path, StandardCopyOption.ATOMIC_MOVE);
            present = true;
        }

        void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
