package dev.sotto.schemas.call;

/** The call is over. */
public record CallEnded(EndReason reason, long durationMillis) implements CallEvent {}
