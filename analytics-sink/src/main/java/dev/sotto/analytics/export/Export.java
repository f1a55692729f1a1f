package dev.sotto.analytics.export;

import dev.sotto.analytics.export.Projection.ArrowColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the engine write an answer into a file of the one folder it may see, of the statement the gate admitted and
 * nothing else. No row of it is held here; an Arrow stream is made of that file, a few thousand rows at a time.
 */
public final class Export {

    /** A writer holds a group of rows in memory. */
    private static final int ROWS_TOGETHER = 16_384;

    private static final Duration FETCHED_WITHIN = Duration.ofHours(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path folder;
    private final long rowsAtMost;
    private final long bytesAtMost;

    /** @param folder one that the engine may write to; is created when missing */
    public Export(Path folder, long rowsAtMost, long bytesAtMost) {
        this.folder = folder;
        this.rowsAtMost = rowsAtMost;
        this.bytesAtMost = bytesAtMost;
    }

    /**
     * Writes what a statement finds.
     *
     * @param admitted one SELECT that the gate let through
     * @throws SQLException when the statement is at fault or was stopped
     * @throws TooLarge when the file would be larger than one may be
     */
    public AnswerFile write(Connection session, String admitted, FileForm form, Running running)
            throws SQLException, IOException {
        Files.createDirectories(folder);
        removeForgotten();
        AnswerFile parquet = parquet(session, admitted, running);
        return switch (form) {
            case PARQUET -> parquet;
            case ARROW -> {
                try (parquet) {
                    yield arrow(session, parquet, running);
                }
            }
        };
    }

    private AnswerFile parquet(Connection session, String admitted, Running running) throws SQLException {
        Path path = newFile(FileForm.PARQUET);
        String limited;
        try (PreparedStatement asIs = session.prepareStatement(admitted)) {
            limited = Projection.of(asIs.getMetaData()).of(admitted) + " limit " + rowsAtMost;
        }
        AtomicBoolean tooLarge = new AtomicBoolean();
        try (Statement copying = session.createStatement()) {
            running.begins(copying);
            Disposable watch = Schedulers.parallel()
                    .schedulePeriodically(
                            () -> stopIfLarge(path, copying, tooLarge),
                            BETWEEN_LOOKS.toMillis(),
                            BETWEEN_LOOKS.toMillis(),
                            TimeUnit.MILLISECONDS);
            try {
                long rows = copying.executeLargeUpdate(
                        "copy (%s) to '%s' (format parquet, compression zstd, row_group_size %d, use_tmp_file false)"
                                .formatted(limited, text(path), ROWS_TOGETHER));
                requireFits(path);
                return new AnswerFile(path, FileForm.PARQUET, rows, rows >= rowsAtMost);
            } finally {
                watch.dispose();
            }
        } catch (SQLException | RuntimeException failed) {
            remove(path);
            if (tooLarge.get()) {
                throw new TooLarge(bytesAtMost);
            }
            throw failed;
        }
    }

    private void stopIfLarge(Path path, Statement copying, AtomicBoolean tooLarge) {
        try {
            if (Files.exists(path) && Files.size(path) > bytesAtMost) {
                tooLarge.set(true);
                copying.cancel();
            }
        } catch (IOException | SQLException ended) {
            // It had just ended by itself, and is looked at once more then.
        }
    }

    private void requireFits(Path path) {
        try {
            if (Files.size(path) > bytesAtMost) {
                throw new TooLarge(bytesAtMost);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private AnswerFile arrow(Connection session, AnswerFile parquet, Running running) throws SQLException, IOException {
        Path path = newFile(FileForm.ARROW);
        String from = " from read_parquet('" + text(parquet.path()) + "', file_row_number = true)";
        List<ArrowColumn> columns;
        try (PreparedStatement stored = session.prepareStatement("select * exclude (file_row_number)" + from)) {
            columns = Projection.of(stored.getMetaData()).arrow();
        }
        String some = "select " + Projection.physical(columns) + from
                + " where file_row_number >= ? and file_row_number < ?" + " order by file_row_number";
        try (PreparedStatement reading = session.prepareStatement(some);
                ArrowStream stream = new ArrowStream(new BufferedOutputStream(Files.newOutputStream(path)), columns)) {
            running.begins(reading);
            for (long row = 0; row < parquet.rows(); row += ROWS_TOGETHER) {
                reading.setLong(1, row);
                reading.setLong(2, row + ROWS_TOGETHER);
                try (ResultSet rows = reading.executeQuery()) {
                    stream.batch(rows);
                }
                requireFits(path);
            }
        } catch (SQLException | IOException | RuntimeException failed) {
            remove(path);
            throw failed;
        }
        return new AnswerFile(path, FileForm.ARROW, parquet.rows(), parquet.full());
    }

    private Path newFile(FileForm form) {
        return folder.resolve(UUID.randomUUID() + "." + form.ending());
    }

    /** Answers whose asker had gone when they were ready. */
    private void removeForgotten() throws IOException {
        Instant longAgo = Instant.now().minus(FETCHED_WITHIN);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toFile().lastModified() < longAgo.toEpochMilli())
                    .forEach(Export::remove);
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static String text(Path path) {
        return path.toString().replace("'", "''");
    }

    /** Is told which statement is to be stopped from now on. */
    public interface Running {
        void begins(Statement statement) throws SQLException;
    }
}
