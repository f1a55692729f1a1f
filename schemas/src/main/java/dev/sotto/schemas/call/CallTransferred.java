package dev.sotto.schemas.call;

/** The call was handed to somebody else. */
public record CallTransferred(String target) implements CallEvent {}
