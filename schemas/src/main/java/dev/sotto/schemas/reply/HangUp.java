package dev.sotto.schemas.reply;

/** End the call when everything queued has been played. */
public record HangUp(String reason) implements ReplyCommand {}
