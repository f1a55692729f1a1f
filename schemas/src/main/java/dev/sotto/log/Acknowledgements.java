package dev.sotto.log;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Work on a partition's records finishes in any order, but its offset may move only past what is finished without a
 * hole. Keeps the records in flight of one partition for one assignment; acknowledgements that come after the partition
 * was taken away are void.
 */
final class Acknowledgements {

    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private boolean revoked;

    /**
     * Notes that a record has been handed out; records come in the order of their offsets.
     *
     * @param moveOffset moves the group's offset past this record
     * @return what to run when the record's work is durable
     */
    synchronized Runnable delivered(Runnable moveOffset) {
        InFlight record = new InFlight(moveOffset);
        inFlight.addLast(record);
        return () -> finish(record);
    }

    private synchronized void finish(InFlight record) {
        record.finished = true;
        InFlight last = null;
        for (InFlight head = inFlight.peekFirst(); head != null && head.finished; head = inFlight.peekFirst()) {
            last = inFlight.removeFirst();
        }
        if (last != null && !revoked) {
            last.moveOffset.run();
        }
    }

    synchronized void revoke() {
        revoked = true;
    }

    synchronized int inFlight() {
        return inFlight.size();
    }

    private static final class InFlight {
        private final Runnable moveOffset;
        private boolean finished;

        InFlight(Runnable moveOffset) {
            this.moveOffset = moveOffset;
        }
    }
}
