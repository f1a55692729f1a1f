package dev.sotto.local.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the services of this process write what they have to say; must be set before anything logs. */
public final class LogFile {

    private static final String PROPERTY = "sotto.log.file";

    private LogFile() {}

    public static Path in(Path dataDirectory) {
        Path file = writable(dataDirectory.toAbsolutePath().normalize().resolve("logs"))
                .resolve("sotto.log");
        System.setProperty(PROPERTY, file.toString());
        return file;
    }

    /** The folder, or the machine's for temporary files: the command itself will say what is wrong with the data. */
    private static Path writable(Path logs) {
        try {
            return Files.createDirectories(logs);
        } catch (IOException unwritable) {
            return Path.of(System.getProperty("java.io.tmpdir"));
        }
    }
}
