package dev.sotto.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Directories of servers that live no longer than this JVM; without their removal every test run leaves gigabytes behind.
 * Servers that still run when the JVM ends are stopped first: a broker that finds its files gone ends the JVM with an
 * error of its own.
 */
final class Scratch {

    private static final Set<AutoCloseable> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Set<Path> DIRECTORIES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Scratch::clear, "clear-scratch"));
    }

    private Scratch() {}

    static Path directory(String name) {
        try {
            Path directory = Files.createTempDirectory(name);
            DIRECTORIES.add(directory);
            return directory;
        } catch (IOException full) {
            throw new EmbeddedServerFailed(
                    "no directory could be made in " + System.getProperty("java.io.tmpdir"), full);
        }
    }

    /** If its directory is one of ours, stops the server when the JVM ends, unless it is {@link #stopped} before. */
    static <S extends AutoCloseable> S running(S server, Path directory) {
        if (DIRECTORIES.stream().anyMatch(directory::startsWith)) {
            RUNNING.add(server);
        }
        return server;
    }

    static void stopped(AutoCloseable server) {
        RUNNING.remove(server);
    }

    private static void clear() {
        RUNNING.forEach(Scratch::stop);
        DIRECTORIES.forEach(Scratch::remove);
    }

    private static void stop(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception stuck) {
            // It ends with the JVM; there is nobody left to tell.
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException changing) {
            // A server that could not be stopped writes there still.
        }
    }
}
