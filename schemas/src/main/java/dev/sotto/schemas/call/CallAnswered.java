package dev.sotto.schemas.call;

/** The call is up and media flows. */
public record CallAnswered(String codec) implements CallEvent {}
