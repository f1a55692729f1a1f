package dev.sotto.schemas.operation;

/** What is done with the past where it is not only copied. */
public sealed interface ReplayTask permits RerunTask, RebuildTask {}
