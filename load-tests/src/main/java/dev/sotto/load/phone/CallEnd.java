package dev.sotto.load.phone;

import java.time.Instant;

/** Why and when a call ended. */
public sealed interface CallEnd {
    Instant at();

    /** The peer sent BYE; {@code reason} is its Reason header (RFC 3326), empty when it gave none. */
    record FarSideHungUp(Instant at, String reason) implements CallEnd {
        @Override
        public String toString() {
            return "The far side hung up" + (reason.isEmpty() ? "." : " (" + reason + ").");
        }
    }

    /** We sent BYE and it was answered. */
    record WeHungUp(Instant at) implements CallEnd {
        @Override
        public String toString() {
            return "We hung up.";
        }
    }

    /** The peer no longer answers our requests, or answers them wrongly. */
    record Lost(Instant at, String problem) implements CallEnd {
        @Override
        public String toString() {
            return "The call was lost: " + problem;
        }
    }
}
