package dev.sotto.gateway.status;

/** Which node this is, and how many calls it holds at most. */
public record Node(String id, int capacity) {}
