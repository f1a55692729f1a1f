package dev.sotto.schemas.call;

/** The last packet of a reply left, or it was cut short. */
public record PlaybackFinished(String replyId, long playedMillis, boolean interrupted) implements CallEvent {}
