package dev.sotto.schemas.operation;

/** How a replay stands. */
public enum ReplayState {
    /** It is tried again soon. */
    WAITING,
    RUNNING,
    PAUSED,
    STOPPED,
    COMPLETE,
    /** It cannot be done as it is wanted. */
    FAILED;

    /** Whether nothing more comes of it unless somebody wishes it anew. */
    public boolean isOver() {
        return this == STOPPED || this == COMPLETE || this == FAILED;
    }
}
