package dev.sotto.local.system;

import dev.sotto.local.terminal.Failure;
import java.nio.file.Path;

/** The system that already runs, for commands that need one. */
public final class Running {

    private Running() {}

    public static Addresses on(Path dataDirectory) {
        return Addresses.ofRunning(dataDirectory)
                .orElseThrow(() -> new Failure("No Sotto runs on the data directory "
                        + dataDirectory.toAbsolutePath().normalize()
                        + ". Start one with: ./sotto run"
                        + " (or name its directory with --data)."));
    }
}
