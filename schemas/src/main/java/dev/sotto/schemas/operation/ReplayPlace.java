package dev.sotto.schemas.operation;

/** How far a replay is in one partition: the first offset, the one to be looked at next, and the one behind the last. */
public record ReplayPlace(int partition, long from, long next, long to) {

    public long read() {
        return next - from;
    }

    public long toRead() {
        return to - from;
    }
}
