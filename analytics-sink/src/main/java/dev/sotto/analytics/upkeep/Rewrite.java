package dev.sotto.analytics.upkeep;

import dev.sotto.analytics.lake.RowChange;
import dev.sotto.analytics.lake.Tier;
import java.util.List;
import org.apache.iceberg.DataFile;

/** Files of one partition that shall be written anew, as which tier, and what becomes of their rows. */
record Rewrite(Reason reason, List<DataFile> files, RowChange change, Tier tier) {

    /** Why; the first that applies. */
    enum Reason {
        /** Rows are older than they may be kept. */
        RETENTION,
        /** The day is old enough for the archive. */
        AGEING,
        /** Many small files where few would do. */
        COMPACTION
    }
}
