package dev.sotto.schemas.call;

/** The call was handed to somebody else; while it is bridged it goes on through the gateway. */
public record CallTransferred(String target, boolean bridged) implements CallEvent {}
