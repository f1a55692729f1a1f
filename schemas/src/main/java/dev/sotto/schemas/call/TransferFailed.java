package dev.sotto.schemas.call;

/** Nobody took the call over; the caller is with us again. */
public record TransferFailed(String target, String reason) implements CallEvent {}
