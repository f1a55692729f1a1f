package dev.sotto.analytics.lake;

/** How an append ended. */
public sealed interface AppendOutcome {

    /** The rows are in the table, once, and the table's offsets say so: these. */
    record Appended(long snapshotId, int files, long rows, Offsets held) implements AppendOutcome {}

    /** Another writer moved these partitions first; nothing of ours is in the table and our files are gone. */
    record Refused(Offsets found) implements AppendOutcome {}
}
