package dev.sotto.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server of our own beside this JVM, durable (fsync on), on a directory that survives. */
public final class EmbeddedDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path directory;

    private EmbeddedDatabase(EmbeddedPostgres server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /**
     * Starts the server and returns when it serves.
     *
     * @param directory where its data lies or shall lie
     * @param port where clients connect, on the loopback address
     * @throws EmbeddedServerFailed with a plain sentence when it cannot start
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    private static EmbeddedDatabase start(Path directory, int port, Map<String, String> settings) {
        try {
            Files.createDirectories(directory.getParent());
            Leftover.stop(directory);
            Ports.requireFree("PostgreSQL", port);
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setOverrideWorkingDirectory(
                            directory.resolveSibling("postgresql-binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library's defaults trade durability for speed; a system of record may not.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    // A file of the write-ahead log that is used again still tells what was erased since.
                    .setServerConfig("wal_recycle", "off")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "64MB");
            settings.forEach(server::setServerConfig);
            return Scratch.running(new EmbeddedDatabase(new Postmaster(directory).start(server), directory), directory);
        } catch (EmbeddedServerFailed known) {
            throw known;
        } catch (IOException | RuntimeException failed) {
            throw new EmbeddedServerFailed("PostgreSQL cannot start on " + directory, failed);
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        Scratch.stopped(this);
        try {
            server.close();
        } catch (IOException stuck) {
            throw new EmbeddedServerFailed("PostgreSQL did not stop cleanly", stuck);
        }
    }

    /** A server on a free port in a new directory, for tests. */
    public static EmbeddedDatabase temporary() {
        return temporary(Map.of());
    }

    /** The same with settings of its own, by their names in postgresql.conf. */
    public static EmbeddedDatabase temporary(Map<String, String> settings) {
        return start(Scratch.directory("sotto-postgresql").resolve("data"), Ports.free(), settings);
    }

    /** A server in a new directory that follows this one by streaming replication and may only be read, for tests. */
    public EmbeddedDatabase follower() {
        Path copy = Scratch.directory("sotto-follower").resolve("data");
        try {
            Follower.copy(directory, port(), copy);
        } catch (IOException | SQLException failed) {
            throw new EmbeddedServerFailed("PostgreSQL could not be copied to " + copy, failed);
        }
        return start(copy, Ports.free(), Map.of());
    }
}
