package dev.sotto.local;

import dev.sotto.local.terminal.Failure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** As what an answer of the history is written. */
enum AnswerFormat {
    TABLE("application/json"),
    JSON("application/json"),
    CSV("text/csv"),
    PARQUET("application/vnd.apache.parquet"),
    ARROW("application/vnd.apache.arrow.stream");

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    boolean forPeople() {
        return this != PARQUET && this != ARROW;
    }

    /** What a file of this name is expected to hold. */
    static AnswerFormat of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT))
                        || (format == ARROW && name.endsWith(".arrows")))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "Say with --format what " + file + " shall hold: json, csv, parquet or arrow; or name it so."));
    }
}
