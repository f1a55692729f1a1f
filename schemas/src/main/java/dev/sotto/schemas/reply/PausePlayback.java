package dev.sotto.schemas.reply;

/** Fall silent at once and keep what is queued: somebody seems to speak. */
public record PausePlayback() implements ReplyCommand {}
