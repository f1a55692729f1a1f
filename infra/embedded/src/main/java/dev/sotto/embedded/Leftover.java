package dev.sotto.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL is a process of its own: when the JVM that started it is killed, it stays. Whoever holds the data directory
 * stops it before starting another one there.
 */
final class Leftover {

    private static final int PATIENCE_SECONDS = 10;

    private Leftover() {}

    static void stop(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        Optional<ProcessHandle> server =
                lines.isEmpty() ? Optional.empty() : process(lines.getFirst()).filter(Leftover::isPostgresql);
        if (server.isPresent()) {
            stop(server.get());
        }
    }

    private static Optional<ProcessHandle> process(String pid) {
        return pid.strip().matches("\\d+") ? ProcessHandle.of(Long.parseLong(pid.strip())) : Optional.empty();
    }

    /** The number in a stale file may belong to somebody else by now. */
    private static boolean isPostgresql(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException clientsHoldIt) {
            server.destroyForcibly();
            server.onExit().join();
        } catch (ExecutionException impossible) {
            throw new EmbeddedServerFailed("an older PostgreSQL could not be stopped", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailed("stopping an older PostgreSQL was interrupted", interrupted);
        }
    }
}
