package dev.sotto.orders;

import dev.sotto.log.Position;

/** A record stands where everything was applied long ago, and yet its event was never seen. */
final class BehindFence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BehindFence(Position at) {
        super("The database has applied everything up to beyond " + at
                + " but never saw this event: the topic was deleted and made again. Replay it under a new offset, "
                + "or delete the row of this partition from consumer_offsets.");
    }
}
