package dev.sotto.local;

import java.nio.file.Path;

/** Where the services of this process write what they have to say; must be set before anything logs. */
final class LogFile {

    private static final String PROPERTY = "sotto.log.file";

    private LogFile() {}

    static Path in(Path dataDirectory) {
        Path file = dataDirectory.toAbsolutePath().normalize().resolve("logs").resolve("sotto.log");
        System.setProperty(PROPERTY, file.toString());
        // Spring would set up logging anew for each of the services.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return file;
    }
}
