package dev.sotto.schemas.operation;

/** What is to become of a replay. */
public enum ReplayWish {
    RUN,
    PAUSE,
    STOP
}
