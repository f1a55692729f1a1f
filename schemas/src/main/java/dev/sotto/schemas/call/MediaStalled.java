package dev.sotto.schemas.call;

/** The caller's sound stopped coming although nothing was said about a hold. */
public record MediaStalled(long silentMillis) implements CallEvent {}
