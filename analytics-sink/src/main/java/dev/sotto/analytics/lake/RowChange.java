package dev.sotto.analytics.lake;

import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/** What becomes of a row when its file is written anew. */
public interface RowChange {

    RowChange NONE = row -> row;

    /** No row stays; the files need not be read for it. */
    RowChange ALL_GO = row -> null;

    /** The row as it shall be from now on; null when it goes. */
    @Nullable
    Record apply(Record row);
}
