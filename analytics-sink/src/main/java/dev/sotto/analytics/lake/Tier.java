package dev.sotto.analytics.lake;

import java.util.Map;

/** How hard a file's bytes are pressed, and whether it lies in the archive: the longer they will lie, the harder. */
public enum Tier {
    /** As the sink writes it, within a second. */
    FRESH(3),
    /** Hours and days that are over, in few files. */
    WARM(6),
    /** What is seldom asked for: in the archive, pressed as hard as it goes. */
    COLD(19);

    /** A row group is held in memory while it is written, and one of each file while files are merged. */
    private static final String ROW_GROUP_BYTES = String.valueOf(16 << 20);

    /** Above this level zstd clears tens of megabytes for every page, which only large pages are worth. */
    private static final int HIGHEST_OF_SMALL = 9;

    private static final long SMALL_BYTES = 4 << 20;

    private final int level;

    Tier(int level) {
        this.level = level;
    }

    /** @param bytes about how many there will be */
    Map<String, String> properties(long bytes) {
        return Map.of(
                "write.parquet.compression-codec",
                "zstd",
                "write.parquet.compression-level",
                String.valueOf(bytes < SMALL_BYTES ? Math.min(level, HIGHEST_OF_SMALL) : level),
                "write.parquet.row-group-size-bytes",
                ROW_GROUP_BYTES);
    }
}
