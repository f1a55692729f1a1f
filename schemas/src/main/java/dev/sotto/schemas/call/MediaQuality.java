package dev.sotto.schemas.call;

import org.jspecify.annotations.Nullable;

/** What the line was like, told when the call ends. */
public record MediaQuality(
        long packetsReceived,
        long packetsLost,
        long packetsDuplicated,
        double jitterMillis,
        @Nullable Double roundTripMillis,
        @Nullable Long packetsLostThere,
        @Nullable Double jitterThereMillis)
        implements CallEvent {}
