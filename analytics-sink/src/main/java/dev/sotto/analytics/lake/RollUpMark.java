package dev.sotto.analytics.lake;

import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Up to where facts were told from their source, written into the snapshot that holds them.
 *
 * @param rules by which rules; facts told by others are told anew
 * @param sequence the source's newest commit by then
 * @param offsets what the source held of the log by then
 */
public record RollUpMark(int rules, long sequence, Offsets offsets) {

    public static final RollUpMark NONE = new RollUpMark(0, 0, Offsets.NONE);

    static final String PROPERTY = "sotto.rolled-up";

    /** The newest snapshot that bears a mark speaks for the table: upkeep by other engines may not bear it on. */
    static RollUpMark of(Table table) {
        if (table.currentSnapshot() != null) {
            for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
                String mark = snapshot.summary().get(PROPERTY);
                if (mark != null) {
                    return parse(mark);
                }
            }
        }
        return NONE;
    }

    private static RollUpMark parse(String text) {
        List<String> parts = List.of(text.split(";", 3));
        return new RollUpMark(
                Integer.parseInt(parts.get(0)), Long.parseLong(parts.get(1)), Offsets.parse(parts.get(2)));
    }

    @Override
    public String toString() {
        return rules + ";" + sequence + ";" + offsets;
    }
}
