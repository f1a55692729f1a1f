package dev.sotto.local.system;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which system a command speaks to: the one that runs on this directory. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOTTO_DATA:-data}",
            description = "The system's data directory (default: $SOTTO_DATA, else ./data).")
    public Path directory = Path.of("data");
}
