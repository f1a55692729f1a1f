package dev.sotto.schemas.call;

/** What the line was like, told when the call ends. */
public record MediaQuality(long packetsReceived, long packetsLost, long packetsDuplicated, double jitterMillis)
        implements CallEvent {}
