package dev.sotto.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories of servers that live no longer than this JVM; without their removal every test run leaves gigabytes behind. */
final class Scratch {

    private Scratch() {}

    static Path directory(String name) {
        try {
            Path directory = Files.createTempDirectory(name);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory), "remove " + directory));
            return directory;
        } catch (IOException full) {
            throw new EmbeddedServerFailed(
                    "no directory could be made in " + System.getProperty("java.io.tmpdir"), full);
        }
    }

    /** What a server that still runs writes meanwhile may stay. */
    private static void remove(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException changing) {
            // The server is removing files too; there is nobody left to tell.
        }
    }
}
