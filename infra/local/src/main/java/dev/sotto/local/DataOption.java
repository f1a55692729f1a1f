package dev.sotto.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which system a command speaks to: the one that runs on this directory. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:SOTTO_DATA:-data}",
            description = "The system's data directory (default: $SOTTO_DATA, else ./data).")
    Path directory = Path.of("data");
}
