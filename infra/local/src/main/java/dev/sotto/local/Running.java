package dev.sotto.local;

import java.nio.file.Path;

/** The system that already runs, for commands that need one. */
final class Running {

    private Running() {}

    static Addresses on(Path dataDirectory) {
        return Addresses.ofRunning(dataDirectory)
                .orElseThrow(() -> new Failure("No Sotto runs on the data directory "
                        + dataDirectory.toAbsolutePath().normalize()
                        + ". Start one with: ./sotto run"
                        + " (or name its directory with --data)."));
    }
}
