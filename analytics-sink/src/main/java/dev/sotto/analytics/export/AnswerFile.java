package dev.sotto.analytics.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An answer as a file, there until it is closed.
 *
 * @param full true when it holds as many rows as a file may: there may be more
 */
public record AnswerFile(Path path, FileForm form, long rows, boolean full) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
