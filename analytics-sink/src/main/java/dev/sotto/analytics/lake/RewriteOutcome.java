package dev.sotto.analytics.lake;

/** How writing files anew ended. */
public sealed interface RewriteOutcome {

    /** @param rowsGone rows that were in the old files and are not in the new ones */
    record Rewritten(int filesBefore, int filesAfter, long rowsGone, long bytesBefore, long bytesAfter)
            implements RewriteOutcome {}

    /** Somebody else rewrote some of these files first; nothing was changed and the new files are gone. */
    record Outrun() implements RewriteOutcome {}
}
