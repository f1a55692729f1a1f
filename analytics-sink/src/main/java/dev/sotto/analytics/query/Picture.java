package dev.sotto.analytics.query;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.lake.StoredTable;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import dev.sotto.analytics.lake.TableShape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one question reads, as it stood when it was asked.
 *
 * @param hot rows shown before their commit, some of which the tables may hold by now
 * @param note what is missing, in a sentence
 */
record Picture(
        List<StoredTable> tables,
        Map<TableShape, List<HotRow>> hot,
        @Nullable String note) {

    List<StoredFile> files() {
        return tables.stream().flatMap(table -> table.files().stream()).toList();
    }

    /** The rows that this table does not hold. */
    List<HotRow> above(StoredTable table) {
        return hot.getOrDefault(table.shape(), List.of()).stream()
                .filter(row -> !table.offsets().holds(row.partition(), row.offset()))
                .toList();
    }
}
