package dev.sotto.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The starting of a PostgreSQL server. On a damaged directory it dies at once, saying why on its own output, while
 * whoever connects hears no more than a refused connection for as long as he tries; so its output is read.
 */
final class Postmaster {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final String FATAL = "(?:FATAL|PANIC): +";

    private final Path directory;
    private final Path output;

    Postmaster(Path directory) {
        this.directory = directory;
        this.output = directory.resolveSibling(directory.getFileName() + ".log");
    }

    /** Waits until the server serves. */
    EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        Files.deleteIfExists(output);
        ProcessBuilder.Redirect redirect = ProcessBuilder.Redirect.appendTo(output.toFile());
        builder.setOutputRedirector(redirect).setErrorRedirector(redirect);
        CompletableFuture<EmbeddedPostgres> starting = CompletableFuture.supplyAsync(
                () -> served(builder),
                task -> Thread.ofPlatform().daemon().name("postgresql-start").start(task));
        while (true) {
            try {
                return starting.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException starts) {
                if (died()) {
                    throw damaged(lastWords());
                }
            } catch (ExecutionException failed) {
                throw died() ? damaged(lastWords()) : new CompletionException(failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while it started", interrupted);
            }
        }
    }

    private static EmbeddedPostgres served(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** While it lives, its own lock file lies in the directory. */
    private boolean died() throws IOException {
        return !Files.exists(directory.resolve("postmaster.pid"))
                && !lastWords().isEmpty();
    }

    /** What the server gave as its reason to stop; empty while it gave none. */
    private String lastWords() throws IOException {
        if (!Files.exists(output)) {
            return "";
        }
        List<String> reasons = Files.readString(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches(".*" + FATAL + ".*"))
                .map(line -> line.replaceFirst(".*?" + FATAL, ""))
                .toList();
        return reasons.isEmpty() ? "" : reasons.getFirst();
    }

    private EmbeddedServerFailed damaged(String reason) {
        return new EmbeddedServerFailed(
                "PostgreSQL will not start on " + directory + ", it says: " + reason + " (all of it in " + output
                        + "). If its files are damaged, restore the directory from a backup, or move it aside to begin with"
                        + " an empty database",
                null);
    }
}
