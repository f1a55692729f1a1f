package dev.sotto.schemas.reply;

/** Stop at once and forget what is queued. */
public record StopPlayback() implements ReplyCommand {}
