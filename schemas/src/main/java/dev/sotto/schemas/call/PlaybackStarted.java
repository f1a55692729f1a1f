package dev.sotto.schemas.call;

/** The first packet of a reply left. */
public record PlaybackStarted(String replyId) implements CallEvent {}
