package dev.sotto.analytics.lake;

import dev.sotto.analytics.lake.StoredTable.StoredColumn;
import dev.sotto.analytics.lake.StoredTable.StoredFile;
import java.util.List;

/** A table of facts as it stands: immutable files, and up to where they were told from their source. */
public record Facts(List<StoredColumn> columns, List<StoredFile> files, RollUpMark mark) {

    /** The same table as if nothing had been rolled up. */
    public Facts none() {
        return new Facts(columns, List.of(), RollUpMark.NONE);
    }
}
