package dev.sotto.schemas.call;

/** Who or what ended it. */
public enum EndReason {
    CALLER_HUNG_UP,
    COMPLETED,
    CANCELLED,
    MEDIA_LOST,
    SHUTDOWN,
    FAILED,
    TRANSFERRED
}
