package dev.sotto.schemas.gateway;

/** Whether a node takes callers. */
public enum NodeState {
    OPEN,
    FULL,
    DRAINING
}
