package dev.sotto.analytics.lake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as it stands now: immutable files, read without asking the catalog again.
 *
 * @param committedAt when the newest snapshot was committed; null while there is none
 */
public record StoredTable(
        TableShape shape,
        List<StoredColumn> columns,
        List<StoredFile> files,
        @Nullable Instant committedAt,
        Offsets offsets) {

    /** @param id the column's field id, which renames keep */
    public record StoredColumn(int id, String name, String sqlType, String doc) {}

    public record StoredFile(String location, long bytes, long rows) {}
}
