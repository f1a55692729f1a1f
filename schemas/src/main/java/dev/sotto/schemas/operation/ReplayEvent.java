package dev.sotto.schemas.operation;

/** What can be said of a replay. */
public sealed interface ReplayEvent permits ReplayAsked, ReplayStanding {}
