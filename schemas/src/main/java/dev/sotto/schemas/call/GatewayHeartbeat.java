package dev.sotto.schemas.call;

/** A gateway node says that it lives and how full it is. */
public record GatewayHeartbeat(String nodeId, int activeCalls, int capacity) implements CallEvent {}
