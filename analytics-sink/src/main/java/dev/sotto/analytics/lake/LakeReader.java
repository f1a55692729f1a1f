package dev.sotto.analytics.lake;

import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** Says which files make up a table now and fetches them. */
public final class LakeReader {

    private final Lake lake;

    public LakeReader(Lake lake) {
        this.lake = lake;
    }

    /**
     * The table's newest snapshot.
     *
     * @param restaurantId leaves out files that cannot hold this restaurant's rows; null keeps all
     * @throws LakeUnavailable when the store or the catalog does not answer
     */
    public StoredTable table(TableShape shape, @Nullable String restaurantId) {
        return table(shape, restaurantId, Times.ALL);
    }

    /** The same without files that cannot hold rows of these times. */
    public StoredTable table(TableShape shape, @Nullable String restaurantId, Times times) {
        try {
            Table table = lake.load(shape);
            Snapshot newest = table.currentSnapshot();
            Instant committedAt = newest == null ? null : Instant.ofEpochMilli(newest.timestampMillis());
            long sequence = newest == null ? 0 : newest.sequenceNumber();
            return new StoredTable(
                    shape,
                    columns(table),
                    files(shape, table, restaurantId, times),
                    committedAt,
                    sequence,
                    LakeTable.offsetsOf(table));
        } catch (IOException | RuntimeException failed) {
            throw new LakeUnavailable("reading " + shape.name(), failed);
        }
    }

    /**
     * A table of facts as it stands.
     *
     * @throws LakeUnavailable when the store or the catalog does not answer
     */
    public Facts facts(TableShape shape, @Nullable String restaurantId) {
        try {
            Table table = lake.load(shape);
            return new Facts(columns(table), files(shape, table, restaurantId, Times.ALL), RollUpMark.of(table));
        } catch (IOException | RuntimeException failed) {
            throw new LakeUnavailable("reading " + shape.name(), failed);
        }
    }

    /** Copies a file of a table to this machine. */
    public void fetch(StoredFile file, Path target) throws IOException {
        try (InputStream content =
                lake.io().newInputFile(file.location(), file.bytes()).newStream()) {
            Files.copy(content, target);
        } catch (RuntimeException failed) {
            throw new LakeUnavailable("fetching " + file.location(), failed);
        }
    }

    private List<StoredFile> files(TableShape shape, Table table, @Nullable String restaurantId, Times times)
            throws IOException {
        Expression his =
                restaurantId == null ? Expressions.alwaysTrue() : Expressions.equal("restaurant_id", restaurantId);
        Expression wanted = Expressions.and(his, times.expression("ts"));
        return lake.files(shape).of(table, wanted).stream()
                .map(file -> new StoredFile(
                        file.location(), file.fileSizeInBytes(), file.recordCount(), file.dataSequenceNumber()))
                .toList();
    }

    private static List<StoredColumn> columns(Table table) {
        return table.schema().columns().stream().map(StoredColumn::of).toList();
    }
}
