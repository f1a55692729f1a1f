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
    private final Runnable onFinish;
    private volatile boolean revoked;

    /** @param onFinish called for every record that is finished, whether the offset moves or not */
    Acknowledgements(Runnable onFinish) {
        this.onFinish = onFinish;
    }

    /**
     * Notes that a record has been handed out; records come in the order of their offsets.
     *
     * @param moveOffset moves the group's offset past this record
     * @return what to give back when the record's work is durable
     */
    synchronized Receipt delivered(Runnable moveOffset) {
        InFlight record = new InFlight(moveOffset);
        inFlight.addLast(record);
        return record;
    }

    private synchronized void finish(InFlight record) {
        onFinish.run();
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

    private final class InFlight implements Receipt {
        private final Runnable moveOffset;
        private boolean finished;

        InFlight(Runnable moveOffset) {
            this.moveOffset = moveOffset;
        }

        @Override
        public void acknowledge() {
            finish(this);
        }

        @Override
        public boolean isVoid() {
            return revoked;
        }
    }
}
