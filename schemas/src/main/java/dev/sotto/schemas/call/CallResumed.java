package dev.sotto.schemas.call;

/** The caller came back from hold. */
public record CallResumed() implements CallEvent {}
