package dev.sotto.schemas.operation;

/** What a person did to the log. */
public enum OperationKind {
    LETTER_REDRIVEN,
    LETTER_DISCARDED,
    REPLAY_BEGUN,
    REPLAY_ENDED,
    REPLAY_PAUSED,
    REPLAY_RESUMED,
    REPLAY_STOPPED,
    REBUILD_BEGUN,
    REBUILD_ENDED
}
