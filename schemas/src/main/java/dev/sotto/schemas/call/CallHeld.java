package dev.sotto.schemas.call;

/** The caller put us on hold. */
public record CallHeld() implements CallEvent {}
